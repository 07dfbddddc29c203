package manyhands.secret;

import org.jspecify.annotations.Nullable;

/// A secret as a person gives it: a value, the secret of an authenticator app (in base32, or an
/// `otpauth://` address), or both. Its words never hold them.
public record GivenSecret(@Nullable String value, @Nullable String totp) {

  @Override
  public String toString() {
    return "(a secret)";
  }
}
