/// One prompt from start to finish: open, run, stop, close.
///
/// Front door: `Sessions`. Must not know HTTP or the command line.
@NullMarked
package manyhands.session;

import org.jspecify.annotations.NullMarked;
