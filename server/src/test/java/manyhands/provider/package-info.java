/// Whole sessions with each provider's API, played by a strict fake, at real desktops.
@NullMarked
package manyhands.provider;

import org.jspecify.annotations.NullMarked;
