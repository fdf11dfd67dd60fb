package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.multiboard.sync.testing.TestingProxy;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// F14: an operator that begins while no API server answers waits for it: one that ended would be
/// started again ever more seldom, and come late.
class LateServerTest {
  @Test
  void waitsForAServerThatDoesNotAnswerYet() throws IOException {
    try (TestingProxy proxy = TestingProxy.before(ApiServer.shared().port());
        Shop shop = Shop.open("late")) {
      proxy.become(new TestingProxy.Mode.Cut());
      CompletableFuture<Void> start =
          CompletableFuture.runAsync(
              () -> shop.operatorThrough(proxy.port()), task -> Thread.ofVirtual().start(task));
      // Each of its tries makes some connections, so by then the first has failed.
      long before = proxy.accepted();
      await().atMost(Shop.PATIENCE).until(() -> start.isDone() || proxy.accepted() > before + 20);
      assertThat(start).isNotDone();
      proxy.become(new TestingProxy.Mode.Open());
      shop.awaitConnection("production", State::isChecked);
      start.join();
    }
  }
}
