package io.multiboard.sync.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.server.Release;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import io.multiboard.sync.testing.TestingProxy;
import io.multiboard.sync.testing.TestingProxy.Mode;
import io.multiboard.sync.testing.TestingProxy.Way;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// F38: slow is not failed. Several networks, between the same servers, are tried at the same time,
/// because all they do is wait.
class SlowNetworkTest {
  private static final int ROWS = 3_000;
  private static final long SEED = System.nanoTime();
  private static final Duration STALL = Duration.ofSeconds(30);

  private static TestServer from;
  private static TestServer to;
  private static TestDatabase source;

  @BeforeAll
  static void start() throws SQLException {
    System.out.println("SlowNetworkTest: seed " + SEED);
    from = TestServers.startPrivate(Release.V15);
    to = TestServers.startPrivate(Release.V18);
    source = from.createDatabase("source");
    Scene.fill(source, ROWS, "source");
  }

  @AfterAll
  static void stop() {
    from.close();
    to.close();
  }

  private static Map<String, Consumer<Network>> networks() {
    Map<String, Consumer<Network>> networks = new LinkedHashMap<>();
    networks.put("200 ms there and back", net -> net.become(new Mode.Slow(Duration.ofMillis(100))));
    networks.put("64 kB/s", net -> net.become(new Mode.Narrow(64_000)));
    // TCP sends a lost packet again, after a while.
    networks.put(
        "5 % loss",
        net -> net.become(new Mode.Lossy(new Random(SEED), 20, Duration.ofMillis(300))));
    networks.put("a stall of 30 s", SlowNetworkTest::stallInTheMiddle);
    return networks;
  }

  @Test
  void slowIsNotFailed() throws SQLException, IOException {
    PlainDump wanted = PlainDump.byNewest(source);
    Map<Network, CompletableFuture<Ran>> runs = new LinkedHashMap<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : networks().entrySet()) {
        Network network = Network.named(each.getKey());
        each.getValue().accept(network);
        runs.put(network, CompletableFuture.supplyAsync(network::sync, threads));
      }
      for (var run : runs.entrySet()) {
        Ran ran = run.getValue().join();
        assertThat(ran.status()).as("%s: %s", run.getKey().name(), ran.said()).isZero();
        wanted.assertLike(PlainDump.byNewest(run.getKey().target()));
        run.getKey().close();
      }
    }
    Witness.assertNoSession(from);
    Witness.assertNoSession(to);
  }

  /// Neither a byte from the source nor one to the target.
  private static void stallInTheMiddle(Network network) {
    network.toSource().after(300_000, Way.TO_CLIENT, new Mode.Silent());
    Thread.ofVirtual()
        .start(() -> {
          while (!(network.toSource().mode() instanceof Mode.Silent)) {
            sleep(Duration.ofMillis(2));
          }
          network.become(new Mode.Silent());
          sleep(STALL);
          network.become(new Mode.Open());
        });
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interruption);
    }
  }

  private record Network(
      String name, TestingProxy toSource, TestingProxy toTarget, TestDatabase target) {
    static Network named(String name) throws SQLException, IOException {
      TestDatabase target = to.createDatabase();
      Scene.fill(target, 100, "old");
      Scene.mark(target);
      return new Network(
          name, TestingProxy.before(from.port()), TestingProxy.before(to.port()), target);
    }

    void become(Mode mode) {
      toSource.become(mode);
      toTarget.become(mode);
    }

    Ran sync() {
      return Program.run(
          "sync", "--source", toSource.url(source.url()), "--target", toTarget.url(target.url()));
    }

    void close() throws IOException {
      toSource.close();
      toTarget.close();
    }
  }
}
