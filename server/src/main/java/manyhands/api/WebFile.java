package manyhands.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One file of the web app, ready to be sent. `gzip` is the same compressed, where the build has
/// put that beside it.
record WebFile(String type, byte[] bytes, byte @Nullable [] gzip, String tag, boolean lasting) {
  /// Vite names these by a hash of what is in them: under one name there is only ever one content.
  private static final String HASHED = "assets/";

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"));

  /// `name` is its path in the web folder, such as `assets/index-1a2b.js`.
  static WebFile of(String name, byte[] bytes, byte @Nullable [] gzip) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return new WebFile(
        TYPES.getOrDefault(ending, "application/octet-stream"),
        bytes,
        gzip,
        digest(bytes),
        name.startsWith(HASHED));
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
