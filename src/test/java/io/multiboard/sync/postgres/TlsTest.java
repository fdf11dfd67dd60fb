package io.multiboard.sync.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import io.multiboard.sync.testing.TestingCertificates;
import io.multiboard.sync.testing.TestingCertificates.Pair;
import io.multiboard.sync.testing.TestingCertificates.Validity;
import io.multiboard.sync.testing.TestingTlsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers with certificates of every kind, and what we say to them. That a password was not sent
/// is read in the server's own log, which names each login.
class TlsTest {
  @TempDir static Path folder;

  private static TestingTlsServer tls;
  private static TestServer server;
  private static TestingCertificates certificates;
  private static Pair authority;
  private static Pair stranger;
  private static Pair good;

  @BeforeAll
  static void start() throws IOException, SQLException {
    tls = TestingTlsServer.start(folder);
    server = tls.server();
    certificates = tls.certificates();
    authority = tls.authority();
    stranger = certificates.authority("another authority");
    good = tls.good();
  }

  @AfterAll
  static void stop() {
    tls.close();
  }

  private static void show(Pair pair) throws IOException, SQLException {
    tls.show(pair);
  }

  private static DatabaseAddress address(String host, String user, String parameters) {
    return new LoginEnvironment(Map.of())
        .resolve(
            "postgres://%s:secret@%s:%d/postgres?%s"
                .formatted(user, host, server.port(), parameters));
  }

  private static Session open(String host, String parameters) {
    return new Connector(address(host, "parts", parameters), "tls test").open();
  }

  private static String trusting(Pair pair) {
    return "sslrootcert=" + pair.certificate().toString().replace(" ", "%20");
  }

  private static void assertUsesTls(Session opened, boolean expected) {
    try (Session session = opened) {
      boolean encrypted =
          session.queryOne(
              "SELECT ssl FROM pg_catalog.pg_stat_ssl WHERE pid = pg_catalog.pg_backend_pid()",
              row -> row.getBoolean(1));
      assertThat(encrypted).isEqualTo(expected);
    }
  }

  private static void assertRefused(String host, String parameters, String words)
      throws IOException {
    long logged = Files.size(server.log());
    assertThatThrownBy(() -> open(host, parameters).close())
        .isInstanceOfSatisfying(
            SyncException.class,
            failure -> {
              assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(Reason.TlsRejected);
              assertThat(failure.remedy()).isNotEmpty();
            })
        .hasMessageContaining(words)
        .hasMessageNotContaining("secret");
    String said = Files.readString(server.log()).substring((int) logged);
    assertThat(said).doesNotContain("connection authenticated", "parts", "password");
  }

  @Test
  void aCertificateOfTheNamedAuthorityIsTaken() throws Exception {
    show(good);
    assertUsesTls(open("localhost", trusting(authority)), true);
    assertUsesTls(open("127.0.0.1", trusting(authority)), true);
    assertUsesTls(open("127.0.0.1", "sslmode=require"), true);
    assertUsesTls(open("127.0.0.1", ""), false);
  }

  @Test
  void anotherAuthorityIsRefused() throws Exception {
    show(good);
    assertRefused("localhost", trusting(stranger), "TLS: ");
    assertRefused(
        "localhost", "sslmode=verify-full", "TLS: unable to find valid certification path");
    assertRefused("localhost", "sslmode=verify-ca&" + trusting(stranger), "TLS: ");
    assertRefused("localhost", "sslmode=require&" + trusting(stranger), "TLS: ");
  }

  @Test
  void anotherNameIsRefusedUnlessOnlyTheAuthorityIsAsked() throws Exception {
    show(
        certificates.signed(
            authority, "named", "db.example.org", "DNS:db.example.org", Validity.NOW));
    assertRefused(
        "localhost",
        trusting(authority),
        "TLS: No subject alternative DNS name matching localhost");
    assertRefused("127.0.0.1", trusting(authority), "TLS: ");
    assertUsesTls(open("localhost", "sslmode=verify-ca&" + trusting(authority)), true);
  }

  @Test
  void anExpiredCertificateIsRefused() throws Exception {
    show(certificates.signed(authority, "old", "localhost", "DNS:localhost", Validity.EXPIRED));
    assertRefused("localhost", trusting(authority), "TLS: the server's certificate has expired");
    assertRefused("localhost", "sslmode=verify-ca&" + trusting(authority), "has expired");
  }

  @Test
  void aServerWithoutTlsIsRefused() throws Exception {
    TestServer plain = TestServers.v15();
    DatabaseAddress address =
        new LoginEnvironment(Map.of())
            .resolve(
                "postgres://parts:secret@127.0.0.1:"
                    + plain.port()
                    + "/postgres?sslmode=verify-full");
    assertThatThrownBy(() -> new Connector(address, "tls test").open())
        .isInstanceOfSatisfying(
            SyncException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.TlsRejected))
        .hasMessageContaining("the server does not offer TLS, and sslmode=verify-full asks for it");
  }

  @Test
  void aNewAuthorityIsTakenOnceItsFileIsThere() throws Exception {
    Pair next = certificates.authority("next authority");
    show(certificates.signed(next, "next", "localhost", "DNS:localhost", Validity.NOW));
    Path trusted = folder.resolve("trusted.pem");
    Files.copy(authority.certificate(), trusted);
    assertRefused("localhost", "sslrootcert=" + trusted, "TLS: ");
    Files.writeString(
        trusted, Files.readString(authority.certificate()) + Files.readString(next.certificate()));
    assertUsesTls(open("localhost", "sslrootcert=" + trusted), true);
  }

  @Test
  void clientCertificatesAreShown() throws Exception {
    show(good);
    Pair own = certificates.signed(authority, "holder", "holder", "DNS:holder", Validity.NOW);
    String files = "&sslcert=%s&sslkey=%s".formatted(own.certificate(), own.key());
    DatabaseAddress address = address("localhost", "holder", trusting(authority) + files);
    assertUsesTls(new Connector(address, "tls test").open(), true);
    DatabaseAddress without = address("localhost", "holder", trusting(authority));
    assertThatThrownBy(() -> new Connector(without, "tls test").open())
        .isInstanceOfSatisfying(
            SyncException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.AuthenticationFailed));
  }

  @Test
  void filesThatCannotBeUsedAreNamed() throws Exception {
    show(good);
    assertThatThrownBy(() -> open("localhost", "sslrootcert=/none.pem"))
        .hasMessageContaining("\"/none.pem\" (sslrootcert) cannot be read");
    Path notPem = Files.writeString(folder.resolve("not.pem"), "hello");
    assertThatThrownBy(() -> open("localhost", "sslrootcert=" + notPem))
        .isInstanceOfSatisfying(
            SyncException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.InvalidConfiguration));
    assertThatThrownBy(() -> open("localhost", trusting(authority) + "&sslcert=/c.pem"))
        .hasMessageContaining("only one of sslcert and sslkey");
  }

  @Test
  void wrongAndMissingPasswordsAreTold() throws Exception {
    show(good);
    DatabaseAddress wrong =
        new LoginEnvironment(Map.of())
            .resolve(
                "postgres://parts:canary@localhost:%d/postgres?%s"
                    .formatted(server.port(), trusting(authority)));
    ConnectorTest.assertFailure(
        () -> new Connector(wrong, "tls test").open(),
        Reason.AuthenticationFailed,
        "password authentication failed for user \"parts\"");
    DatabaseAddress missing =
        new LoginEnvironment(Map.of())
            .resolve("postgres://parts@localhost:%d/postgres".formatted(server.port()));
    ConnectorTest.assertFailure(
        () -> new Connector(missing, "tls test").open(),
        Reason.AuthenticationFailed,
        "the server asks for a password, and none is given");
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.readString(server.log()).contains("user \"parts\""));
  }

  /// Told from a password that never was right: another try, which reads it anew, may do well.
  @Test
  void aPasswordThatIsChangedMeanwhileIsTold() throws Exception {
    show(good);
    server.execute("CREATE ROLE renewed LOGIN PASSWORD 'secret'");
    DatabaseAddress address = address("localhost", "renewed", trusting(authority));
    Connector connector = new Connector(address, "tls test");
    connector.open().close();
    server.execute("ALTER ROLE renewed PASSWORD 'another'");
    String words = "password authentication failed for user \"renewed\"";
    for (Connector each : List.of(connector, connector.toDatabase("template1").hurried())) {
      ConnectorTest.assertFailure(each::open, Reason.PasswordChanged, words);
    }
    ConnectorTest.assertFailure(
        () -> new Connector(address, "tls test").open(), Reason.AuthenticationFailed, words);
  }
}
