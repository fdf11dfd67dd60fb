package io.multiboard.sync.testing;

import io.multiboard.sync.server.Release;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import io.multiboard.sync.testing.TestingCertificates.Pair;
import io.multiboard.sync.testing.TestingCertificates.Validity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;

/// A PostgreSQL 18 of its own that speaks TLS, asks the role `parts` for the password `secret` and
/// the role `holder` for a certificate, and notes every login in its log. Not thread-safe.
///
/// @param good a certificate of the authority for localhost and 127.0.0.1
public record TestingTlsServer(
    TestServer server, TestingCertificates certificates, Pair authority, Pair good)
    implements AutoCloseable {

  /// Starts it with the good certificate.
  ///
  /// @param folder for the certificates
  public static TestingTlsServer start(Path folder) throws IOException, SQLException {
    TestServer server = TestServers.startPrivate(Release.V18);
    TestingCertificates certificates = new TestingCertificates(folder);
    Pair authority = certificates.authority("our authority");
    Pair good =
        certificates.signed(
            authority, "good", "localhost", "DNS:localhost,IP:127.0.0.1", Validity.NOW);
    TestingTlsServer tls = new TestingTlsServer(server, certificates, authority, good);
    tls.prepare();
    tls.show(good);
    return tls;
  }

  private void prepare() throws IOException, SQLException {
    server.execute(
        "CREATE ROLE parts LOGIN CREATEDB PASSWORD 'secret'",
        "GRANT pg_signal_backend TO parts",
        "CREATE ROLE holder LOGIN",
        "ALTER SYSTEM SET log_connections = 'receipt,authentication,authorization'",
        "ALTER SYSTEM SET ssl_ca_file = 'root.crt'");
    Path root = server.data().resolve("root.crt");
    Files.copy(authority.certificate(), root);
    giveToServer(root);
    Files.writeString(
        server.data().resolve("pg_hba.conf"),
        """
        local all all trust
        hostssl all holder all cert
        host all postgres all trust
        host all all all scram-sha-256
        """);
  }

  /// Makes the server show this certificate from now on.
  public void show(Pair pair) throws IOException, SQLException {
    place(pair.certificate(), "now.crt");
    place(pair.key(), "now.key");
    server.execute(
        "ALTER SYSTEM SET ssl_cert_file = 'now.crt'",
        "ALTER SYSTEM SET ssl_key_file = 'now.key'",
        "ALTER SYSTEM SET ssl = on");
    server.stopFast();
    server.start();
  }

  private void place(Path file, String name) throws IOException {
    Path copy = server.data().resolve(name);
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    giveToServer(copy);
  }

  private void giveToServer(Path file) throws IOException {
    Files.setOwner(file, Files.getOwner(server.data()));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Override
  public void close() {
    server.close();
  }
}
