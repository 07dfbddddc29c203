package manyhands.app;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import manyhands.model.Account;
import manyhands.model.Model;
import manyhands.model.ModelException;
import manyhands.model.Price;
import manyhands.model.scripted.ScriptedModel;
import manyhands.session.Models;

/// The models that this version knows: `scripted`, and those of each provider, named `PROVIDER` or
/// `PROVIDER:MODEL`.
final class ModelChoice implements Models {
  private static final String SCRIPTED = "scripted";

  private final Settings settings;
  private final Prices prices;
  private final Map<ModelSource, Account> accounts = new EnumMap<>(ModelSource.class);

  /// `MANYHANDS_REQUESTS_PER_MINUTE` and `MANYHANDS_TOKENS_PER_MINUTE` bound what is asked of each
  /// provider by all sessions together; without them only the provider's own refusals do.
  ModelChoice(Settings settings) {
    this.settings = settings;
    ModelSource.check(settings);
    this.prices = new Prices(settings);
    Account.Limits limits =
        new Account.Limits(
            limit(settings, "MANYHANDS_REQUESTS_PER_MINUTE"),
            limit(settings, "MANYHANDS_TOKENS_PER_MINUTE"));
    for (ModelSource source : ModelSource.values()) {
      accounts.put(source, new Account(limits, System::nanoTime, Math::random));
    }
  }

  private static long limit(Settings settings, String name) {
    int value = settings.number(name, 0);
    if (value < 0) {
      throw new Trouble(name + " must not be negative; 0 is no limit.");
    }
    return value;
  }

  /// The first provider that there is a key for, else `scripted`.
  @Override
  public String usual() {
    return Stream.of(ModelSource.values())
        .filter(source -> source.isMeant(settings))
        .map(source -> source.provider)
        .findFirst()
        .orElse(SCRIPTED);
  }

  @Override
  public List<String> names() {
    return Stream.concat(
            Stream.of(ModelSource.values()).map(source -> source.provider), Stream.of(SCRIPTED))
        .toList();
  }

  /// Makes the first question to the usual model as quick as the others.
  void warmUp() {
    Stream.of(ModelSource.values())
        .filter(source -> source.isMeant(settings))
        .findFirst()
        .ifPresent(source -> source.warmUp(settings));
  }

  /// The variable whose key is missing for that name; empty when it can be used.
  Optional<String> missing(String name) {
    return source(name).filter(source -> !source.isThere(settings)).map(source -> source.key);
  }

  @Override
  public boolean knows(String name) {
    return name.equals(SCRIPTED) || source(name).isPresent();
  }

  private static Optional<ModelSource> source(String name) {
    String provider = name.split(":", 2)[0];
    return Stream.of(ModelSource.values())
        .filter(source -> source.provider.equals(provider) && !name.endsWith(":"))
        .findFirst();
  }

  @Override
  public Model model(String name) {
    if (name.equals(SCRIPTED)) {
      return new ScriptedModel();
    }
    ModelSource source =
        source(name)
            .orElseThrow(() ->
                new ModelException(
                    ModelException.Code.UNAVAILABLE, "there is no model called " + name));
    if (!source.isThere(settings)) {
      throw new ModelException(
          ModelException.Code.UNAVAILABLE,
          "there is no key for " + name + ": set " + source.key + " in the environment or in .env");
    }
    int colon = name.indexOf(':');
    Model model =
        source.model(
            settings,
            colon < 0 ? "" : name.substring(colon + 1),
            Objects.requireNonNull(accounts.get(source)));
    Price price = prices.of(model.name());
    return price == null ? model : new PricedModel(model, price);
  }
}
