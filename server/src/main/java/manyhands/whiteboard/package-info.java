/// The shared TODOs: a fold over the log that says which task is next and for whom.
///
/// Front door: `Whiteboard`. Must not know desktops, models or threads.
@NullMarked
package manyhands.whiteboard;

import org.jspecify.annotations.NullMarked;
