/// A session after the fact: the screen of any moment of it, its recordings, and all of it as one
/// file.
///
/// Front doors: [manyhands.replay.Replay], [manyhands.replay.Export] and
/// [manyhands.replay.ArtifactZip]. Everything here is read from the log and from what the log
/// names; it must not know sessions that run, nor change anything.
@NullMarked
package manyhands.replay;

import org.jspecify.annotations.NullMarked;
