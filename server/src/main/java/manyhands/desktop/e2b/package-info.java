/// Desktops at E2B, or at anybody who answers its API: a sandbox each, made over the control plane,
/// worked in over envd, its screen reached through a WebSocket.
///
/// Front door: `E2bDesktops`, a `DesktopProvider`. Must not know RFB, sessions or agents.
@NullMarked
package manyhands.desktop.e2b;

import org.jspecify.annotations.NullMarked;
