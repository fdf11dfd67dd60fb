package io.multiboard.sync.app;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/// Lets nothing be written by an operator whose lease may be another's by now: one that was halted
/// wakes in the middle of what it did, before it sees that it leads no more. Thread-safe.
public final class LeaseGuard implements Interceptor {
  /// For how long the lease holds after it was renewed; then another operator may take it.
  public static final Duration HOLDS = Duration.ofSeconds(15);

  private final LongSupplier nanoTime;
  private volatile long asked;
  private volatile long renewed;

  /// @param nanoTime as [System#nanoTime()], which goes on while a process is halted
  public LeaseGuard(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    asked = nanoTime.getAsLong();
    renewed = asked;
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (!isWrite(request.method())) {
      return;
    }
    if (isLease(request.uri())) {
      asked = nanoTime.getAsLong();
    } else if (nanoTime.getAsLong() - renewed > HOLDS.toNanos()) {
      throw new KubernetesClientException(
          "the lease was not renewed for %d s: another operator may lead, and nothing is written"
              .formatted(HOLDS.toSeconds()));
    }
  }

  @Override
  public void after(
      HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> body) {
    if (isWrite(request.method()) && isLease(request.uri()) && response.isSuccessful()) {
      renewed = asked;
    }
  }

  private static boolean isWrite(String method) {
    return !method.equals("GET") && !method.equals("HEAD");
  }

  private static boolean isLease(URI uri) {
    return uri.getPath().startsWith("/apis/coordination.k8s.io/");
  }
}
