/// The wire of `envd`, the daemon in E2B's sandboxes, as both sides speak it: Connect's envelopes
/// and error codes, in JSON.
///
/// Front doors: [manyhands.envd.Envelope], [manyhands.envd.ConnectCode]. Must not know HTTP
/// libraries, desktops or who is client and who is server.
@NullMarked
package manyhands.envd;

import org.jspecify.annotations.NullMarked;
