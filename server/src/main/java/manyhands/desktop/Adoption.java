package manyhands.desktop;

/// What has become of a machine that ran before this server did.
public sealed interface Adoption {

  /// It runs and its screen answers: everything on it is as it was left.
  record Adopted(Desktop desktop) implements Adoption {}

  /// The machine has ended; nothing of it is left.
  record Gone() implements Adoption {}

  /// The machine runs, but its screen has not answered for as long as a boot may take. It keeps its
  /// place: adopt it again later, or release it.
  record Silent(String reason) implements Adoption {}
}
