/// A screen that can be seen and touched, and the machine behind it.
///
/// Front doors: [manyhands.desktop.Desktop] for those who use one, and
/// [manyhands.desktop.DesktopProvider] for those who boot one, with [manyhands.desktop.DesktopPool]
/// between them. A provider only boots a machine and says where its screen is; everything else
/// about desktops exists once, above the providers.
///
/// Must not know sessions, agents, models or who asks for input.
@NullMarked
package manyhands.desktop;

import org.jspecify.annotations.NullMarked;
