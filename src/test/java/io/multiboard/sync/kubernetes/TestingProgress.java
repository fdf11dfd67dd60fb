package io.multiboard.sync.kubernetes;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.multiboard.sync.order.OrderJson;
import io.multiboard.sync.order.Progress;
import io.multiboard.sync.order.Role;
import io.multiboard.sync.order.RunId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/// What all workers of a played node say of how far they are. Thread-safe.
final class TestingProgress implements AutoCloseable {
  private final HttpServer server;
  private final String address;
  private final AtomicLong asked = new AtomicLong();
  private volatile DoubleSupplier percent = () -> 0;

  /// The port of workers is given, so each has an address of its own on this machine.
  TestingProgress() throws IOException {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    address =
        "127.%d.%d.%d"
            .formatted(random.nextInt(1, 255), random.nextInt(1, 255), random.nextInt(1, 255));
    server = HttpServer.create(new InetSocketAddress(address, Progress.PORT), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        Progress.PATH,
        exchange -> {
          byte[] said = OrderJson.write(progress()).getBytes(StandardCharsets.UTF_8);
          try (exchange) {
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
          }
        });
    server.start();
  }

  String address() {
    return address;
  }

  /// From now on.
  void percent(DoubleSupplier now) {
    percent = now;
  }

  /// Waits until the operator has heard this, and acted by it.
  void awaitHeard(int now) {
    percent = () -> now;
    long before = asked.get();
    // Both workers, and again: what they said first has been heard by then.
    await().atMost(Shop.PATIENCE).until(() -> asked.get() >= before + 4);
  }

  private Progress progress() {
    asked.incrementAndGet();
    double now = percent.getAsDouble();
    long rows = Math.round(now * 1000);
    return new Progress(
        Role.IMPORT,
        new RunId("aaaaaaaaaa"),
        1,
        Progress.Stage.Import,
        now,
        rows,
        rows * 100,
        100_000,
        10_000_000,
        1,
        2,
        List.of("public.part"),
        1000,
        100_000,
        Optional.of(10L));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
