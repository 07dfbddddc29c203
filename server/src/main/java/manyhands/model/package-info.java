/// Talking to a language model: a conversation in, a reply out, in types of our own.
///
/// Front door: [manyhands.model.Model]. Each provider is a folder below; the rest of the server
/// knows only this package. Must not know desktops, sessions or events.
@NullMarked
package manyhands.model;

import org.jspecify.annotations.NullMarked;
