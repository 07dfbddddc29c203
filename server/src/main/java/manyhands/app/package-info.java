/// Main, command line, configuration, wiring: the only place that knows everyone.
///
/// Front door: `Main`. Time, chance, environment and threads are made here and passed in.
@NullMarked
package manyhands.app;

import org.jspecify.annotations.NullMarked;
