package manyhands.agent;

import manyhands.model.ToolSpec;

/// A tool of another server. `spec` is what models are told, named `SERVER__TOOL` within what every
/// provider takes; `tool` is what its server calls it. With `asks`, a person allows every call.
public record ExtraTool(String server, String tool, ToolSpec spec, boolean asks) {

  public String name() {
    return spec.name();
  }

  /// What it is called, as it can be written anywhere.
  String label() {
    int end = name().indexOf(ToolSpec.SEPARATOR);
    return name().substring(end + ToolSpec.SEPARATOR.length());
  }
}
