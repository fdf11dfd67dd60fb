package io.multiboard.sync.postgres;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/// The client's own certificate and key, for servers that ask for one. Thread-safe.
final class ClientKey {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN (?<kind>[A-Z0-9 ]+)-----(?<body>[^-]*)-----END \\k<kind>-----");
  private static final String REMEDY =
      "Convert the key: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW.";
  private static final char[] NO_PASSWORD = {};

  private ClientKey() {}

  /// Key managers for a certificate chain (PEM) and its key (PKCS 8, PEM or DER, not encrypted);
  /// none where neither is named.
  static KeyManager[] of(Optional<Path> certificate, Optional<Path> key) {
    if (certificate.isEmpty() && key.isEmpty()) {
      return new KeyManager[0];
    }
    if (certificate.isEmpty() || key.isEmpty()) {
      throw new SyncException(
          Reason.InvalidConfiguration,
          "a client certificate needs both its files, and only one of sslcert and sslkey is given",
          "Give both, or neither.");
    }
    try {
      return managers(chain(certificate.get()), key.get());
    } catch (IOException | GeneralSecurityException failure) {
      throw new SyncException(
          Reason.InvalidConfiguration,
          "the client certificate \"%s\" with its key \"%s\" cannot be used: %s"
              .formatted(certificate.get(), key.get(), failure.getMessage()),
          REMEDY,
          failure);
    }
  }

  private static KeyManager[] managers(Certificate[] chain, Path keyFile)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("client", key(keyFile, chain[0].getPublicKey()), NO_PASSWORD, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static Certificate[] chain(Path file) throws IOException, GeneralSecurityException {
    try (InputStream stream = Files.newInputStream(file)) {
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(stream)
              .toArray(Certificate[]::new);
      if (chain.length == 0) {
        throw new GeneralSecurityException("the file holds no certificate");
      }
      return chain;
    }
  }

  private static PrivateKey key(Path file, PublicKey partner)
      throws IOException, GeneralSecurityException {
    byte[] bytes = Files.readAllBytes(file);
    Matcher pem = PEM.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
    if (pem.find()) {
      if (!pem.group("kind").equals("PRIVATE KEY")) {
        throw new GeneralSecurityException(
            "the key is written as \"" + pem.group("kind") + "\", not as plain PKCS 8");
      }
      bytes = Base64.getMimeDecoder().decode(pem.group("body"));
    }
    return KeyFactory.getInstance(partner.getAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(bytes));
  }
}
