package io.multiboard.sync.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.order.OrderJson;
import io.multiboard.sync.order.Progress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Tells over HTTP how far the worker is. It reads nothing of a request but its method and path.
/// Thread-safe.
public final class ProgressServer implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(500);
  private static final int WAITING = 16;

  /// What the server of the JDK lets clients have, all together and each; it reads them once. So
  /// many connections, seconds, headers and bytes of these.
  private static final Map<String, Integer> LIMITS =
      Map.of(
          "jdk.httpserver.maxConnections", 64,
          "sun.net.httpserver.idleInterval", 5,
          "sun.net.httpserver.maxReqTime", 5,
          "sun.net.httpserver.maxRspTime", 5,
          "sun.net.httpserver.maxReqHeaders", 64,
          "sun.net.httpserver.maxReqHeaderSize", 16 << 10);

  private final HttpServer server;
  private final Supplier<Progress> progress;
  private final Thread clock;
  private volatile String told;

  private ProgressServer(HttpServer server, Supplier<Progress> progress) {
    this.server = server;
    this.progress = progress;
    this.told = OrderJson.write(progress.get());
    this.clock = Thread.ofVirtual().name("progress").start(this::tick);
  }

  /// Rates are taken between looks, so these come at even times, whoever asks.
  private void tick() {
    try {
      while (true) {
        Thread.sleep(PERIOD);
        told = OrderJson.write(progress.get());
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  /// Starts it.
  ///
  /// @param port 0 for any that is free
  public static ProgressServer start(int port, Supplier<Progress> progress) {
    LIMITS.forEach((name, most) -> System.setProperty(name, String.valueOf(most)));
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(port), WAITING);
      ProgressServer told = new ProgressServer(server, progress);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", told::answer);
      server.start();
      return told;
    } catch (IOException failure) {
      throw new SyncException(
          Reason.InvalidConfiguration,
          "progress cannot be told on port " + port + ": " + failure.getMessage(),
          "name another port by MULTIBOARD_PROGRESS_PORT",
          failure);
    }
  }

  /// The port that it listens on.
  public int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean reads = exchange.getRequestMethod().equals("GET");
      String path = exchange.getRequestURI().getPath();
      if (!reads) {
        send(exchange, 405, "");
      } else if (Progress.PATH.equals(path)) {
        send(exchange, 200, told);
      } else if (Progress.HEALTH_PATH.equals(path)) {
        send(exchange, 200, "{\"alive\":true}");
      } else {
        send(exchange, 404, "");
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    clock.interrupt();
    server.stop(0);
  }
}
