package manyhands.e2b;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.EdECKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A certificate with its chain and its private key, from two files in PEM, as authorities give
/// them.
public record Certificate(KeyStore store) {

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  /// Kinds of keys, and how each signs.
  private static final Map<String, String> KINDS =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

  /// Fails with words that say which file is wrong, and how to mend it.
  public static Certificate read(Path certificate, Path key) throws IOException {
    try {
      Collection<? extends java.security.cert.Certificate> chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes(certificate)));
      if (chain.isEmpty()) {
        throw new IOException(certificate + " has no certificate in PEM");
      }
      PrivateKey own = key(key);
      if (!belong(own, chain.iterator().next().getPublicKey())) {
        throw new IOException(key + " is not the key of the first certificate in " + certificate);
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "names", own, new char[0], chain.toArray(new java.security.cert.Certificate[0]));
      return new Certificate(store);
    } catch (GeneralSecurityException e) {
      throw new IOException(certificate + " and " + key + " cannot be used: " + e.getMessage(), e);
    }
  }

  /// Its own first, then those that vouch for it.
  List<java.security.cert.Certificate> chain() {
    try {
      return List.of(store.getCertificateChain("names"));
    } catch (KeyStoreException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean belong(PrivateKey own, PublicKey named) throws GeneralSecurityException {
    String kind = own instanceof EdECKey ? "EdDSA" : own.getAlgorithm();
    byte[] words = "whose key is it".getBytes(US_ASCII);
    Signature signature = Signature.getInstance(KINDS.getOrDefault(kind, kind));
    signature.initSign(own);
    signature.update(words);
    byte[] signed = signature.sign();
    try {
      signature.initVerify(named);
      signature.update(words);
      return signature.verify(signed);
    } catch (InvalidKeyException | SignatureException _) {
      return false;
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IOException(file + " cannot be read", e);
    }
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    Matcher pem = KEY.matcher(new String(bytes(file), US_ASCII));
    if (!pem.find()) {
      throw new IOException(
          "%1$s has no private key in PKCS 8; openssl pkcs8 -topk8 -nocrypt -in %1$s makes one of it"
              .formatted(file));
    }
    PKCS8EncodedKeySpec spec;
    try {
      spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " is broken", e);
    }
    for (String kind : KINDS.keySet()) {
      try {
        return KeyFactory.getInstance(kind).generatePrivate(spec);
      } catch (InvalidKeySpecException _) {
        // Another kind.
      }
    }
    throw new IOException(file + " has a key of an unknown kind: RSA, EC and EdDSA are known");
  }
}
