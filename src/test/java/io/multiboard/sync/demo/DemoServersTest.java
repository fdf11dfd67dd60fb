package io.multiboard.sync.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoServersTest {
  private Path parent = Path.of("");

  @BeforeEach
  void makeFolder() throws IOException {
    // Not JUnit's own, which only its owner may pass through: the servers may run as another user.
    parent = Files.createTempDirectory("multiboard-sync-demo-test-");
    Files.setPosixFilePermissions(
        parent, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void removeFolder() throws IOException {
    Files.delete(parent);
  }

  @Test
  void leavesNothingBehind() throws Exception {
    String url;
    try (var servers = DemoServers.in(parent.resolve("demo"), false)) {
      url = servers.startTarget(Sample.SMALLEST);
      assertThat(Files.readString(servers.passwordFile())).startsWith("127.0.0.1:*:*:postgres:");
      assertThatThrownBy(() -> connect(url, "wrong")).hasMessageContaining("password");
      try (Connection connection = connect(url, password(servers));
          var statement = connection.createStatement();
          var rows = statement.executeQuery("SELECT count(*) FROM catalogue.component")) {
        rows.next();
        assertThat(rows.getInt(1)).isEqualTo(100);
      }
    }
    assertThat(parent.resolve("demo")).doesNotExist();
    assertThatThrownBy(() -> connect(url, "any")).hasMessageContaining("refused");
  }

  @Test
  void cleansUpAfterADemoThatWasKilled() {
    // No process has this number: it is above the kernel's highest.
    Path dead = parent.resolve("multiboard-sync-demo-99999999");
    String url = DemoServers.in(dead, false).startTarget(Sample.SMALLEST);
    Path alive = DemoFolder.ofThisProcess(parent).path();
    var running = DemoServers.in(alive, false);
    DemoFolder.removeLeftBehind(parent);
    assertThat(dead).doesNotExist();
    assertThatThrownBy(() -> connect(url, "any")).hasMessageContaining("refused");
    assertThat(alive).exists();
    running.close();
  }

  @Test
  void removesOnlyFoldersOfItsOwn() throws IOException {
    Path used = parent.resolve("used");
    Files.createDirectory(used);
    Files.createFile(used.resolve("precious"));
    assertThatThrownBy(() -> DemoServers.in(used, false))
        .isInstanceOf(SyncException.class)
        .hasMessageContaining("not empty");
    assertThat(used.resolve("precious")).exists();
    Files.delete(used.resolve("precious"));
    Files.delete(used);
  }

  @Test
  void startsNothingOnceItEnds() {
    var servers = DemoServers.in(parent.resolve("demo"), false);
    servers.close();
    assertThatThrownBy(() -> servers.startSource(Sample.SMALLEST))
        .isInstanceOf(SyncException.class)
        .hasMessageContaining("ending");
  }

  private static String password(DemoServers servers) throws IOException {
    return Files.readString(servers.passwordFile()).strip().split(":", -1)[4];
  }

  private static Connection connect(String url, String password) throws SQLException {
    return DriverManager.getConnection(
        url.replace("postgres://postgres@", "jdbc:postgresql://"), "postgres", password);
  }
}
