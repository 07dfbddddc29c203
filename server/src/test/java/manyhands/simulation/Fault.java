package manyhands.simulation;

/// What can go wrong with a step.
enum Fault {
  NONE,
  /// The store has no room, or fails: nothing was kept.
  NOT_KEPT,
  /// The store fails after it kept everything.
  KEPT_BUT_FAILED,
  /// The other side cannot do it, once.
  FAILED,
  /// The machine dies under it.
  MACHINE_DIES,
  /// It happens although nobody waits any more.
  LATE
}
