package manyhands.desktop;

import java.time.Instant;

/// A plain file inside a machine. `path` is relative to the folder that was listed, with `/`
/// between its parts and never `..`; it is hostile text all the same.
public record FileEntry(String path, long size, Instant modified) {}
