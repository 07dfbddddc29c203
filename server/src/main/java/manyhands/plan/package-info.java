/// From a prompt to a validated graph of tasks.
///
/// Front door: `Planner`. Must not know agents or desktops.
@NullMarked
package manyhands.plan;

import org.jspecify.annotations.NullMarked;
