/// Everything that can happen, and the log that remembers it.
///
/// Front doors: [manyhands.event.Event], the page that lists every fact, and
/// [manyhands.event.EventLog]. Facts are values in the past tense; they are additive for ever: a
/// component may be added with a default, never renamed or removed, so that an old log always
/// loads. Pictures and other large bytes live beside the log in [manyhands.event.Blobs].
///
/// Must not know who writes the facts or reads them.
@NullMarked
package manyhands.event;

import org.jspecify.annotations.NullMarked;
