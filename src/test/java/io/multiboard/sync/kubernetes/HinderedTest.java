package io.multiboard.sync.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.multiboard.sync.app.OperatorProcess;
import io.multiboard.sync.manifest.Condition.Truth;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.testing.TestingProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// F10, F15: an API server that is slow, refuses every third request, or is not heard any more.
/// Nodes are played. Takes minutes, so it runs where that is asked for (`-Dlonger=true`).
@EnabledIfSystemProperty(named = "longer", matches = "true")
class HinderedTest {
  private static final String LEASE = "operator-multiboard-sync";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final List<Integer> REFUSALS = List.of(429, 500, 504);

  /// Its connections stay open, and nothing comes by them any more, as where a firewall has
  /// forgotten them. It cannot renew its lease, so it ends; the next one finds all as it is.
  @Test
  void endsWhereItHearsNothingAndTheNextOneGoesOn() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (Shop shop = Shop.open("deaf");
        TestingProxy proxy = TestingProxy.before(ApiServer.shared().port())) {
      shop.kubelet.works(Said::checksOnly);
      shop.client.leases().inNamespace("operator").withName(LEASE).delete();
      OperatorProcess deaf =
          shop.start(
              Clock.systemUTC(),
              Optional.of(LEASE),
              "deaf",
              ended::countDown,
              new Detour(uri -> by(proxy.port(), uri)));
      shop.sync("nightly", "trigger: one");
      String name = shop.awaitRunOf("nightly");
      shop.awaitRun(name, run -> State.attempts(run, "import") == 1);
      proxy.forget();
      shop.kubelet.works(Said::well);
      assertThat(ended.await(PATIENCE.toMinutes(), TimeUnit.MINUTES)).isTrue();
      shop.operator();
      assertDoneOnce(shop, name);
      proxy.become(new TestingProxy.Mode.Cut());
      deaf.close();
    }
  }

  @Test
  void convergesWithAServerThatIsSlowAndRefuses() throws IOException {
    HttpServer refusing =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    refusing.createContext("/", HinderedTest::refuse);
    refusing.start();
    Random random = new Random(15);
    URI elsewhere = URI.create("http://127.0.0.1:" + refusing.getAddress().getPort() + "/");
    try (Shop shop = Shop.open("slow");
        TestingProxy slow = TestingProxy.before(ApiServer.shared().port())) {
      slow.become(new TestingProxy.Mode.Slow(Duration.ofSeconds(1)));
      Detour detour = new Detour(uri -> isRefused(random) ? elsewhere : by(slow.port(), uri));
      long begin = System.nanoTime();
      shop.sync("nightly", "trigger: one");
      shop.operator(Clock.systemUTC(), Optional.empty(), detour);
      await().atMost(PATIENCE).until(() -> shop.runs("nightly").stream().anyMatch(State::ended));
      assertDoneOnce(shop, shop.awaitRunOf("nightly"));
      long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
      assertThat(detour.requests().get()).as("in %d s", seconds).isLessThan(10 * seconds);
    } finally {
      refusing.stop(0);
    }
  }

  private static boolean isRefused(Random random) {
    synchronized (random) {
      return random.nextInt(10) < 3;
    }
  }

  /// The same by another port of this machine.
  private static URI by(int port, URI uri) {
    return URI.create(uri.toString().replaceFirst("//127\\.0\\.0\\.1:\\d+", "//127.0.0.1:" + port));
  }

  private static void refuse(HttpExchange exchange) throws IOException {
    int code = REFUSALS.get(Math.floorMod(exchange.hashCode(), REFUSALS.size()));
    byte[] status =
        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":%d}"
            .formatted(code)
            .getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, status.length);
    exchange.getResponseBody().write(status);
    exchange.close();
  }

  private static void assertDoneOnce(Shop shop, String name) {
    DatabaseSyncRun run = shop.awaitRun(name, State::ended);
    assertThat(State.says(run, "Succeeded", Truth.True, "Succeeded"))
        .as(() -> run.getStatus().toString())
        .isTrue();
    assertThat(shop.runs("nightly")).hasSize(1);
    assertThat(shop.jobs("export")).hasSize(1);
    assertThat(shop.jobs("import")).hasSize(1);
  }
}
