/// What people entrust to a session: values and one-time codes that agents have typed for them and
/// never get to know.
///
/// Front door: `Secrets`, and `SecretStore` for where they wait. Must not know who types them.
@NullMarked
package manyhands.secret;

import org.jspecify.annotations.NullMarked;
