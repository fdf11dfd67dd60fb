package io.multiboard.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.testing.TestingCertificates.Pair;
import io.multiboard.sync.testing.TestingCertificates.Validity;
import io.multiboard.sync.testing.TestingTlsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Certificates in the Secrets of manifests, piped as a tool for secrets would, between databases
/// of a server that takes nobody without TLS.
@Timeout(240)
class TlsManifestsTest {
  @TempDir private static Path keys;
  private static TestingTlsServer tls;
  private static Pair own;

  @BeforeAll
  static void start() throws IOException, SQLException {
    tls = TestingTlsServer.start(keys);
    own =
        tls.certificates().signed(tls.authority(), "holder", "holder", "DNS:holder", Validity.NOW);
    tls.server().execute("GRANT pg_read_all_data TO holder");
  }

  @AfterAll
  static void stop() {
    tls.close();
  }

  private static Pair stranger() throws IOException {
    return tls.certificates().authority("stranger");
  }

  /// The source's role shows a certificate, the target's says a password.
  private static String manifests(TestDatabase source, String target, Pair authority) {
    String server = "localhost:" + tls.server().port();
    String root = "?sslmode=verify-full&sslrootcert=" + file(authority.certificate());
    Typed typed =
        Typed.run(
            "init",
            "--source",
            "postgres://holder@%s/%s%s&sslcert=%s&sslkey=%s"
                .formatted(server, source.name(), root, file(own.certificate()), file(own.key())),
            "--target",
            "postgres://parts:secret@%s/%s%s".formatted(server, target, root),
            "--name",
            "shop",
            "--part",
            "manifests");
    assertThat(typed.status()).as(typed.all()).isZero();
    return typed.out();
  }

  /// As a URL has it.
  private static String file(Path path) {
    return path.toString().replace(" ", "%20");
  }

  private static void assertThatItIsEmpty(TestDatabase target) throws SQLException {
    assertThat(target.rows("SELECT 1 FROM pg_tables WHERE schemaname = 'public'")).isEmpty();
  }

  @Test
  void aCopyIsMadeByCertificateAndAuthority() throws Exception {
    try (TestDatabase source =
            tls.server().createDatabase().execute("CREATE TABLE part AS SELECT 7 AS id");
        TestDatabase target = tls.server().createDatabase("staging")) {
      tls.server().execute("ALTER DATABASE staging OWNER TO parts");
      String manifests = manifests(source, target.name(), tls.authority());
      assertThat(manifests).contains("tls.crt: ", "tls.key: ", "ca.crt: ", "mode: VerifyFull");

      Typed others = Typed.piped(manifests(source, target.name(), stranger()), "run", "-f", "-");
      assertThat(others.status()).isEqualTo(ExitStatus.FAILED);
      assertThat(others.out()).contains("failed, TlsRejected", "tls.caSecretName");
      assertThatItIsEmpty(target);

      Typed unknown = Typed.piped(withKeyOf(manifests, oldFashioned()), "run", "-f", "-");
      assertThat(unknown.status()).isEqualTo(ExitStatus.FAILED);
      assertThat(unknown.out()).contains("InvalidConfiguration", "tls.key", "openssl pkcs8");
      assertThatItIsEmpty(target);

      Typed copied = Typed.piped(manifests, "run", "-f", "-");
      assertThat(copied.status()).as(copied.all()).isZero();
      assertThat(copied.all()).doesNotContain("secret", "PRIVATE KEY");
      assertThat(target.query("SELECT id FROM part")).isEqualTo("7");
    }
  }

  /// As OpenSSL wrote keys, and certificate managers still do.
  private static byte[] oldFashioned() throws IOException, InterruptedException {
    Path key = keys.resolve("old.key");
    new ProcessBuilder(
            List.of(
                "openssl",
                "pkey",
                "-traditional",
                "-in",
                own.key().toString(),
                "-out",
                key.toString()))
        .start()
        .waitFor();
    byte[] old = Files.readAllBytes(key);
    assertThat(new String(old, java.nio.charset.StandardCharsets.US_ASCII))
        .contains("BEGIN EC PRIVATE KEY");
    return old;
  }

  private static String withKeyOf(String manifests, byte[] key) throws IOException {
    Base64.Encoder base64 = Base64.getEncoder();
    String before = base64.encodeToString(Files.readAllBytes(own.key()));
    assertThat(manifests).contains(before);
    return manifests.replace(before, base64.encodeToString(key));
  }
}
