package io.multiboard.sync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.demo.DemoServers;
import io.multiboard.sync.demo.Sample;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoDatabasesTest {
  private Path parent = Path.of("");

  @BeforeEach
  void makeFolder() throws IOException {
    parent = Files.createTempDirectory("multiboard-sync-demo-test-");
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void removeFolder() throws IOException {
    Files.delete(parent);
  }

  @Test
  void theTargetIsOlderAndMarked() {
    try (var servers = DemoServers.in(parent.resolve("demo"), false)) {
      var databases =
          DemoDatabases.prepare(servers, new Sample(150), Sample.SMALLEST, "multiboard-sync test");
      try (Session source = databases.source().open();
          Session target = databases.target().open()) {
        assertThat(count(source)).isEqualTo(150);
        assertThat(count(target)).isEqualTo(100);
        assertThat(
                target.<String>queryOne(
                    "SELECT pg_catalog.shobj_description(oid, 'pg_database')"
                        + " FROM pg_catalog.pg_database"
                        + " WHERE datname = pg_catalog.current_database()",
                    row -> row.getString(1)))
            .isEqualTo("multiboard:overwritable");
      }
    }
  }

  private static long count(Session session) {
    return session.queryOne("SELECT count(*) FROM catalogue.component", row -> row.getLong(1));
  }

  /// While the programs are unpacked, clusters made, rows made.
  @ParameterizedTest
  @ValueSource(ints = {300, 1500, 2200, 5000})
  void anInterruptEndsItAndLeavesNothing(int milliseconds) throws InterruptedException {
    AtomicReference<Throwable> ending = new AtomicReference<>();
    Thread demo =
        Thread.ofVirtual()
            .start(() -> {
              try (var servers = DemoServers.in(parent.resolve("demo"), false)) {
                DemoDatabases.prepare(servers, new Sample(9_000_000), Sample.SMALLEST, "test");
              } catch (SyncException failure) {
                ending.set(failure);
              }
            });
    Thread.sleep(Duration.ofMillis(milliseconds));
    demo.interrupt();
    assertThat(demo.join(Duration.ofSeconds(90))).isTrue();
    assertThatThrownBy(
            () -> {
              throw ending.get();
            })
        .isInstanceOfSatisfying(
            SyncException.class,
            failure -> {
              assertThat(failure).hasNoSuppressedExceptions();
              assertThat(failure.reason()).isEqualTo(Reason.Cancelled);
            });
    assertThat(parent.resolve("demo")).doesNotExist();
  }
}
