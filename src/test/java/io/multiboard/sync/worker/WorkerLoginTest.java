package io.multiboard.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.order.Assignment;
import io.multiboard.sync.order.DatabaseAccess;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.WorkOrder;
import io.multiboard.sync.server.TestServers;
import io.multiboard.sync.testing.TestingCertificates.Pair;
import io.multiboard.sync.testing.TestingCertificates.Validity;
import io.multiboard.sync.testing.TestingProxy;
import io.multiboard.sync.testing.TestingTlsServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Secrets as mounted files, and servers that let nobody in.
@Timeout(300)
class WorkerLoginTest {
  @TempDir private static Path keys;
  private static TestingTlsServer tls;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException, SQLException {
    tls = TestingTlsServer.start(keys);
    tls.server().execute("ALTER ROLE parts PASSWORD '" + TestingVolume.PASSWORD + " '");
  }

  @AfterAll
  static void stop() {
    tls.close();
  }

  private Path secret(String key, String content) throws IOException {
    return Files.writeString(folder.resolve(key), content);
  }

  /// The password ends with a space, and its file with a line feed.
  private DatabaseAccess.Files password() throws IOException {
    return new DatabaseAccess.Files(
        secret("username", "parts\n").toString(),
        Optional.of(secret("password", TestingVolume.PASSWORD + " \n").toString()),
        Optional.empty(),
        Optional.empty(),
        Optional.of(tls.authority().certificate().toString()));
  }

  private static DatabaseAccess access(
      String host, int port, DatabaseAccess.Tls mode, DatabaseAccess.Files files) {
    return new DatabaseAccess(
        "production",
        host,
        port,
        "postgres",
        mode,
        "login-of-production",
        Optional.of("authority-of-production"),
        files);
  }

  private static DatabaseAccess verified(DatabaseAccess.Files files) {
    return access("localhost", tls.server().port(), DatabaseAccess.Tls.VerifyFull, files);
  }

  private static Outcome check(DatabaseAccess access) {
    return WorkerScene.carryOut(new WorkOrder.Check(TestingVolume.assignment("check", 1), access));
  }

  private static Outcome.Failed refused(DatabaseAccess access, Reason reason) {
    Outcome outcome = check(access);
    assertThat(WorkerScene.failed(outcome)).isEqualTo(reason);
    Outcome.Failed failed = (Outcome.Failed) outcome;
    assertThat(failed.message() + failed.remedy()).doesNotContain(TestingVolume.PASSWORD);
    return failed;
  }

  @Test
  void aPasswordOrACertificateLetsIn() throws Exception {
    assertThat(check(verified(password()))).isInstanceOf(Outcome.Succeeded.class);

    Pair own =
        tls.certificates().signed(tls.authority(), "holder", "holder", "DNS:holder", Validity.NOW);
    DatabaseAccess.Files files =
        new DatabaseAccess.Files(
            secret("username", "holder").toString(),
            Optional.empty(),
            Optional.of(own.certificate().toString()),
            Optional.of(own.key().toString()),
            Optional.of(tls.authority().certificate().toString()));
    assertThat(check(verified(files))).isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void whatIsMissingOrUnusableInASecretIsNamed() throws Exception {
    DatabaseAccess access = verified(password());
    for (String key : List.of("username", "password")) {
      Path file = folder.resolve(key);
      byte[] good = Files.readAllBytes(file);
      Files.delete(file);
      assertNames(access, "login-of-production", key, "credentials.secretName");
      for (byte[] bad :
          List.of(new byte[0], "\n".getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xff})) {
        Files.write(file, bad);
        assertNames(access, "login-of-production", key, "correct the Secret");
      }
      Files.write(file, new byte[70_000]);
      assertNames(access, "login-of-production", key, "correct the Secret");
      Files.write(file, good);
    }
    assertThat(check(access)).isInstanceOf(Outcome.Succeeded.class);

    DatabaseAccess.Files files = access.files();
    DatabaseAccess.Files noAuthority =
        new DatabaseAccess.Files(
            files.username(),
            files.password(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(folder.resolve("ca.crt").toString()));
    assertNames(verified(noAuthority), "authority-of-production", "ca.crt", "tls.caSecretName");
  }

  private static void assertNames(DatabaseAccess access, String name, String key, String remedy) {
    Outcome.Failed refused = refused(access, Reason.SecretNotFound);
    assertThat(refused.message()).contains(name, "\"" + key + "\"", "production");
    assertThat(refused.remedy()).contains(remedy);
  }

  @Test
  void aWrongPasswordIsToldAndNotTriedAgain() throws Exception {
    DatabaseAccess.Files files = password();
    secret("password", "wrong-" + TestingVolume.PASSWORD);
    assertThat(refused(verified(files), Reason.AuthenticationFailed).retryHelps()).isFalse();
  }

  @Test
  void serversThatCannotBeProvedAreRefused() throws Exception {
    Pair stranger = tls.certificates().authority("stranger");
    DatabaseAccess.Files files = password();
    DatabaseAccess.Files others =
        new DatabaseAccess.Files(
            files.username(),
            files.password(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(stranger.certificate().toString()));
    refused(verified(others), Reason.TlsRejected);
    DatabaseAccess.Files systems =
        new DatabaseAccess.Files(
            files.username(),
            files.password(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    refused(verified(systems), Reason.TlsRejected);
    int plain = TestServers.v15().port();
    refused(access("127.0.0.1", plain, DatabaseAccess.Tls.Require, systems), Reason.TlsRejected);
  }

  @Test
  void serversThatCannotBeReachedAreTriedAgain() throws Exception {
    DatabaseAccess.Files files = password();
    DatabaseAccess.Tls mode = DatabaseAccess.Tls.Disable;
    assertThat(refused(access("nowhere.invalid", 5432, mode, files), Reason.DnsFailure))
        .matches(Outcome::retryHelps);
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    assertThat(refused(access("127.0.0.1", closed, mode, files), Reason.Unreachable))
        .matches(Outcome::retryHelps);
  }

  @Test
  void thePasswordShowsUpNowhere() throws Exception {
    TestingVolume volume = new TestingVolume(Files.createDirectory(folder.resolve("pod")));
    Assignment run = TestingVolume.assignment("canary", 1);
    try (TestingProxy proxy = TestingProxy.before(tls.server().port())) {
      DatabaseAccess access =
          access("127.0.0.1", proxy.port(), DatabaseAccess.Tls.Disable, password());
      proxy.become(new TestingProxy.Mode.Silent());
      try (TestingWorker worker = TestingWorker.start(volume, volume.export(access, run))) {
        assertThat(worker.get("/progress") + worker.get("/healthz"))
            .doesNotContain(TestingVolume.PASSWORD);
        Path process = Path.of("/proc", Long.toString(worker.pid()));
        for (String file : List.of("cmdline", "environ")) {
          assertThat(Files.readString(process.resolve(file), StandardCharsets.ISO_8859_1))
              .contains("MULTIBOARD_ORDER".repeat(file.equals("environ") ? 1 : 0))
              .doesNotContain(TestingVolume.PASSWORD);
        }
        proxy.become(new TestingProxy.Mode.Open());
        assertThat(worker.await()).isInstanceOf(Outcome.Succeeded.class);
      }
    }
    try (Stream<Path> files = Files.walk(volume.folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as("%s", file)
            .doesNotContain(TestingVolume.PASSWORD);
      }
    }
  }
}
