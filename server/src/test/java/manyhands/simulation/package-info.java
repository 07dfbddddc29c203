/// The whole engine in a world that a seed makes: simulated time, desktops, models and stores that
/// fail and die as the seed says, thousands of times in a minute.
///
/// Front door: `SimulationTest`. `Simulation` runs seeds, `World` is one run.
@NullMarked
package manyhands.simulation;

import org.jspecify.annotations.NullMarked;
