package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.demo.Sample;
import io.multiboard.sync.proof.Program;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.testing.TestingProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/// How long a copy by worker pods takes, against the command line on the same servers. Measures, so
/// it runs only where it is asked for, on a machine that does nothing else: `./mvnw test
/// -Dtest=WeightTest -Dweigh=true`. Prints its figures.
@ExtendWith(Site.Opening.class)
@EnabledIfSystemProperty(named = "weigh", matches = "true")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WeightTest {
  private static final long BYTES = Long.getLong("weigh.bytes", 1_000_000_000L);

  private final Site site = Site.shared();
  private static TestDatabase heavy;

  @BeforeAll
  static void fill() throws Exception {
    Databases databases = Site.shared().databases();
    heavy = databases.source().createDatabase("heavy");
    try (Connection connection = heavy.connect()) {
      Sample.ofBytes(BYTES).fill(connection);
    }
    // It has a table with row security, and large objects.
    databases
        .source()
        .execute(
            "ALTER ROLE reader BYPASSRLS",
            "ALTER DATABASE heavy SET lo_compat_privileges = on",
            "CHECKPOINT");
    databases.target("typed");
    Site.shared().apply(straight(databases.sourceConnection("heavy", "production", "heavy")));
  }

  @Test
  @Order(1)
  void podsTakeLittleMoreThanTheCommandLine() throws Exception {
    Duration typed = typed();
    try (Copy copy = site.copy("weighed")) {
      site.apply(straight(site.databases().targetConnection(copy.name(), "staging", copy.name())));
      copy.await("the checks of the connections", () -> site.isReady("weighed", "heavy"));
      long begin = System.nanoTime();
      copy.startFrom("heavy", "1");
      copy.awaitSuccess("1");
      Duration applied = Duration.ofNanos(System.nanoTime() - begin);
      System.out.printf(
          "weight: %d MB; command line %.1f s; pods, from apply to LastRunSucceeded, %.1f s%n",
          BYTES / 1_000_000, seconds(typed), seconds(applied));
      copy.run()
          .attempts()
          .forEach(each ->
              System.out.printf(
                  "weight: %s from %s to %s%n",
                  each.jobName(), each.startTime(), each.completionTime()));
      assertThat(seconds(applied)).isLessThan(1.3 * seconds(typed) + 5);
    }
  }

  /// Comes last: it adds a Production connection, which every later run checks.
  @Test
  @Order(2)
  void theFirstByteIsReadWithinThreeSeconds() throws Exception {
    site.apply(site.databases().sourceConnection("watched", "production", "heavy"));
    try (Copy copy = site.copy("begun")) {
      copy.await("the checks of the connections", () -> site.isReady("begun", "watched"));
      AtomicReference<Instant> first = new AtomicReference<>(Instant.MAX);
      Thread watch = Thread.ofVirtual().start(() -> first.set(firstCopy()));
      copy.startFrom("watched", "1");
      copy.awaitSuccess("1");
      watch.join();
      Duration toFirstByte = Duration.between(exporterStarted(copy), first.get());
      System.out.printf(
          "weight: from the exporter's container to its first COPY %.2f s%n", seconds(toFirstByte));
      assertThat(toFirstByte).isLessThan(Duration.ofSeconds(3));
    }
  }

  /// Past the proxies, which are no part of what is measured.
  private static String straight(String connection) {
    Databases databases = Site.shared().databases();
    return connection
        .replace("port: " + databases.toSource().port(), "port: " + databases.source().port())
        .replace("port: " + databases.toTarget().port(), "port: " + databases.target().port());
  }

  private Duration typed() throws Exception {
    Path archive = Files.createTempDirectory("weight-").resolve("archive");
    long begin = System.nanoTime();
    Program.plain()
        .start(
            "sync",
            "--source",
            heavy.url(),
            "--target",
            new TestDatabase(site.databases().target(), "typed").url(),
            "--archive",
            archive.toString(),
            "--target-only-objects=drop")
        .await()
        .orFail();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /// When the first COPY went to the source.
  private Instant firstCopy() {
    TestingProxy proxy = site.databases().toSource();
    TestingProxy.Mode passed = new TestingProxy.Mode.Slow(Duration.ZERO);
    proxy.afterWords(TestingProxy.Way.TO_SERVER, passed, "COPY ");
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> proxy.mode().equals(passed));
    Copy.letGo(proxy);
    return Instant.now();
  }

  /// Kubernetes tells whole seconds, rounded down.
  private Instant exporterStarted(Copy copy) {
    return copy.workers("export").getFirst().getStatus().getContainerStatuses().stream()
        .map(each -> each.getState().getTerminated())
        .map(end -> Instant.parse(end.getStartedAt()))
        .findFirst()
        .orElseThrow();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
