package io.multiboard.sync.postgres;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Whom to believe when a server shows its certificate: the authorities of a PEM file, else the
/// system's, which are those of the operating system and those that come with Java. Thread-safe.
final class Authorities {
  /// Where Debian and Alpine, Red Hat, SUSE, and macOS keep the system's authorities.
  private static final List<Path> SYSTEM =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/ca-bundle.pem"),
          Path.of("/etc/ssl/cert.pem"));

  private Authorities() {}

  /// A trust manager that asks these authorities.
  static TrustManager trust(Optional<Path> file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    List<Certificate> trusted = new ArrayList<>(file.isPresent() ? named(file.get()) : ofSystem());
    for (int at = 0; at < trusted.size(); at++) {
      store.setCertificateEntry("authority-" + at, trusted.get(at));
    }
    return manager(store);
  }

  private static X509TrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new GeneralSecurityException("Java has no trust manager for X.509 certificates");
  }

  private static Collection<? extends Certificate> named(Path file) {
    try {
      Collection<? extends Certificate> certificates = read(file);
      if (certificates.isEmpty()) {
        throw new CertificateException("it holds no certificate");
      }
      return certificates;
    } catch (IOException | CertificateException failure) {
      throw new SyncException(
          Reason.InvalidConfiguration,
          "the authorities in \""
              + file
              + "\" (sslrootcert) cannot be read: "
              + failure.getMessage(),
          "Name PEM certificates, or leave sslrootcert (in a manifest tls.caSecretName) out for the system's authorities.",
          failure);
    }
  }

  private static Collection<Certificate> ofSystem() throws GeneralSecurityException, IOException {
    List<Certificate> certificates = new ArrayList<>();
    for (X509Certificate authority : manager(null).getAcceptedIssuers()) {
      certificates.add(authority);
    }
    Optional<Path> bundle = SYSTEM.stream().filter(Files::isReadable).findFirst();
    if (bundle.isPresent()) {
      certificates.addAll(read(bundle.get()));
    }
    return certificates;
  }

  private static Collection<? extends Certificate> read(Path file)
      throws IOException, CertificateException {
    try (InputStream stream = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(stream);
    }
  }
}
