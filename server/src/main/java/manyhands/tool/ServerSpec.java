package manyhands.tool;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One server as it is configured. `only` are the tools that agents get, all when it is null.
public record ServerSpec(
    String name, Place place, Approval approval, Duration timeout, @Nullable Set<String> only) {

  /// Letters, digits, `_` and `-`; together with a tool's name it has room in what providers take.
  public static final String NAME =
      "[A-Za-z0-9](?:[A-Za-z0-9-]|_(?!_)){0,22}[A-Za-z0-9]|[A-Za-z0-9]";

  /// How long a call may take, unless the configuration says otherwise.
  public static final Duration USUAL_TIMEOUT = Duration.ofMinutes(1);

  /// What takes longer is better begun by one call and asked after by others.
  public static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

  /// Where the server is.
  public sealed interface Place {}

  /// A program that is started here, with exactly these variables; `keys` are the values among them
  /// that nobody is to see.
  public record Program(
      List<String> command, Map<String, String> variables, Path folder, List<String> keys)
      implements Place {}

  /// An address that speaks streamable HTTP.
  public record Address(URI uri, Map<String, String> headers, List<String> keys) implements Place {}

  /// Which calls a person allows.
  public sealed interface Approval {
    /// Every one.
    record Always() implements Approval {}

    /// None.
    record Never() implements Approval {}

    /// Those of these tools, by the names that the server gives them.
    record Of(Set<String> tools) implements Approval {}

    default boolean covers(String tool) {
      return switch (this) {
        case Always _ -> true;
        case Never _ -> false;
        case Of it -> it.tools().contains(tool);
      };
    }
  }

  List<String> keys() {
    return switch (place) {
      case Program it -> it.keys();
      case Address it -> it.keys();
    };
  }
}
