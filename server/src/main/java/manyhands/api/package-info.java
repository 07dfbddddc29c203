/// REST over HTTP: commands in, facts out.
///
/// Front door: `ApiServer`. Every rule of the doors (token, Host, Origin) is checked here, before
/// any route. Must not know models, plans or providers.
@NullMarked
package manyhands.api;

import org.jspecify.annotations.NullMarked;
