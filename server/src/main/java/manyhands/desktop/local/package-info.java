/// Desktops on this machine: Xvnc and a few programs inside a bubblewrap sandbox.
///
/// Front door: `LocalDesktops`, a `DesktopProvider`. Must not know RFB, sessions or agents.
@NullMarked
package manyhands.desktop.local;

import org.jspecify.annotations.NullMarked;
