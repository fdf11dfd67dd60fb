package io.multiboard.sync.proof;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.testing.TestingCertificates.Pair;
import io.multiboard.sync.testing.TestingCertificates.Validity;
import io.multiboard.sync.testing.TestingTlsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F39 and F40: names that lead elsewhere, addresses where no PostgreSQL is, and authorities that
/// change.
class AddressTest {
  private static final String NAME = "db.shop.test";

  @TempDir Path folder;
  private TestingTlsServer tls;
  private long logged;

  @BeforeEach
  void start() throws IOException, SQLException {
    tls = TestingTlsServer.start(folder);
    logged = Files.size(tls.server().log());
  }

  @AfterEach
  void stop() {
    tls.close();
  }

  /// The name is unknown, leads to an address where nobody listens, to a server that is another's,
  /// and at last to the right one: each run asks for the name anew.
  @Test
  void aNameThatChanges() throws IOException, SQLException {
    Path hosts = Files.createFile(folder.resolve("hosts"));
    check(hosts).failedWith("reason: DnsFailure");
    Files.writeString(hosts, "127.0.0.99 " + NAME + "\n");
    check(hosts).failedWith("reason: Unreachable");
    Files.writeString(hosts, "127.0.0.1 " + NAME + "\n");
    Ran other = check(hosts).failedWith("reason: TlsRejected");
    assertThat(other.err()).contains("The password was not sent");
    assertNobodyLoggedIn();
    tls.show(
        tls.certificates().signed(tls.authority(), "named", NAME, "DNS:" + NAME, Validity.NOW));
    check(hosts).orFail();
  }

  private Ran check(Path hosts) {
    String url = url(NAME, tls.authority().certificate());
    return Program.plain().withJava("-Djdk.net.hosts.file=" + hosts).start("check", url).await();
  }

  /// The server's certificate comes from a new authority: refused until the file of authorities has
  /// that one too.
  @Test
  void aRotatedAuthority() throws IOException, SQLException {
    Pair next = tls.certificates().authority("the next authority");
    Pair shown =
        tls.certificates().signed(next, "next", "localhost", "DNS:localhost", Validity.NOW);
    Path believed =
        Files.copy(tls.authority().certificate(), folder.resolve("believed authorities.crt"));
    String url = url("localhost", believed);
    Program.run("check", url).orFail();
    tls.show(shown);
    logged = Files.size(tls.server().log());
    Ran refused = Program.run("check", url).failedWith("reason: TlsRejected");
    assertThat(refused.err()).contains("sslrootcert");
    assertNobodyLoggedIn();
    // While both are in use, both are believed.
    Files.writeString(
        believed,
        Files.readString(tls.authority().certificate()) + Files.readString(next.certificate()));
    Program.run("check", url).orFail();
    tls.show(tls.good());
    Program.run("check", url).orFail();
    // In the end the old one is not.
    Files.copy(next.certificate(), believed, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Program.run("check", url).failedWith("reason: TlsRejected");
    tls.show(shown);
    Program.run("check", url).orFail();
  }

  /// Something else answers where the database should be.
  @Test
  void anAddressOfSomethingElse() throws IOException {
    try (ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> greetEverybody(door));
      for (String mode : new String[] {"disable", "verify-full"}) {
        String url =
            "postgres://parts:secret@localhost:%d/postgres?sslmode=%s"
                .formatted(door.getLocalPort(), mode);
        Ran ran = Program.run("check", url).failedWith("reason: Unreachable");
        assertThat(ran.err()).contains("what to do: ").doesNotContain("secret");
      }
    }
  }

  private static void greetEverybody(ServerSocket door) {
    while (true) {
      try (Socket client = door.accept()) {
        client.getOutputStream().write("220 mail.example.org ESMTP\r\n".getBytes(US_ASCII));
        client.getInputStream().readNBytes(8);
      } catch (IOException gone) {
        if (door.isClosed()) {
          return;
        }
      }
    }
  }

  private String url(String host, Path authorities) {
    return "postgres://parts:secret@%s:%d/postgres?sslrootcert=%s"
        .formatted(host, tls.server().port(), authorities.toString().replace(" ", "%20"));
  }

  private void assertNobodyLoggedIn() throws IOException {
    assertThat(Files.readString(tls.server().log()).substring((int) logged))
        .doesNotContain("user=parts")
        .doesNotContain("identity=");
  }
}
