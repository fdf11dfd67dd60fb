package io.multiboard.sync.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.javaoperatorsdk.operator.RuntimeInfo;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/// Tells the kubelet whether an operator lives and sees: `/healthz` and `/readyz` over HTTP.
/// Thread-safe.
final class Health implements AutoCloseable {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final RuntimeInfo operator;
  private final HttpServer server;

  Health(RuntimeInfo operator, int port) {
    this.operator = operator;
    try {
      server = HttpServer.create(new InetSocketAddress(port), 0);
    } catch (IOException taken) {
      throw new SyncException(
          Reason.InvalidConfiguration,
          "the port " + port + " is taken: " + taken.getMessage(),
          "Stop what listens there, or set MULTIBOARD_SYNC_HEALTH_PORT.",
          taken);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/healthz", exchange -> answer(exchange, true));
    server.createContext("/readyz", exchange -> answer(exchange, sees()));
  }

  void start() {
    server.start();
  }

  /// Whether it has begun. A namespace that is gone makes it no less ready for the others.
  private boolean sees() {
    return operator.isStarted();
  }

  private static void answer(HttpExchange exchange, boolean good) throws IOException {
    byte[] text = (good ? "ok\n" : "not yet\n").getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(good ? OK : UNAVAILABLE, text.length);
      exchange.getResponseBody().write(text);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
