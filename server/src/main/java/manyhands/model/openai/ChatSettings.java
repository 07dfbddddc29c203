package manyhands.model.openai;

import java.util.List;

/// Where a model is and what it wants. `provider` is the first part of its name for people
/// (`openai`, `dedalus`), `keyName` the environment variable of its key, for error messages.
/// `mcpServers` go along with each request, for providers that run such servers themselves.
public record ChatSettings(
    String provider, String keyName, Coordinates coordinates, List<String> mcpServers) {

  public static ChatSettings of(String provider, String keyName) {
    return new ChatSettings(provider, keyName, Coordinates.PIXELS, List.of());
  }
}
