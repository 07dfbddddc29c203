/// The loop: look, think, act, look again, within a budget.
///
/// Front door: `Agent`. `ComputerTool` alone knows the models' tool schemas. Must not know
/// sessions.
@NullMarked
package manyhands.agent;

import org.jspecify.annotations.NullMarked;
