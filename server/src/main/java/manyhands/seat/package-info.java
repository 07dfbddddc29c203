/// Who holds the mouse: the one door for input to a desktop.
///
/// Front door: `Seat`. Agent, person, REST caller and MCP client all come through it. Must not know
/// who they are beyond an `Actor`.
@NullMarked
package manyhands.seat;

import org.jspecify.annotations.NullMarked;
