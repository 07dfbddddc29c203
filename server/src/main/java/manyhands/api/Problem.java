package manyhands.api;

/// What a caller reads when something is refused or fails (RFC 9457): `code` is for programs and
/// stays the same for ever, `detail` is for people.
record Problem(String title, int status, String code, String detail) {
  static final String MEDIA_TYPE = "application/problem+json";
}
