package manyhands.session;

/// How much of what agents make is kept.
///
/// @param listed files looked at under one home folder: enough for a checked-out project
/// @param files artifacts of one session: what a person can look through
/// @param fileBytes the largest single file
/// @param totalBytes of one session, so that one cannot fill the disk of all others
/// @param nameLength characters of a name: what file systems and headers carry
record ArtifactLimits(int listed, int files, long fileBytes, long totalBytes, int nameLength) {

  static final ArtifactLimits USUAL =
      new ArtifactLimits(20_000, 1_000, 256L << 20, 1L << 30, 1_000);
}
