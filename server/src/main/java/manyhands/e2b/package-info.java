/// The E2B API, served by us: what was written for sandboxes at E2B runs on desktops here. A drawn
/// door like the REST one, in another language: the control plane makes and ends sandboxes, `envd`
/// is what their SDK speaks to inside of one.
///
/// Front door: [manyhands.e2b.E2bDoor]. Must not know kinds of desktops, nor how the server that it
/// is a part of checks who asks.
@NullMarked
package manyhands.e2b;

import org.jspecify.annotations.NullMarked;
