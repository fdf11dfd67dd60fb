package io.multiboard.sync.kubernetes;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Lets one write of a client through to the API server, and nothing after it: as if its process
/// had ended there. Thread-safe.
final class Crash implements Interceptor, Consumer<HttpClient.Builder> {
  private final AtomicBoolean written = new AtomicBoolean();

  @Override
  public void accept(HttpClient.Builder client) {
    client.addOrReplaceInterceptor("crash", this);
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (written.get()) {
      throw new IllegalStateException("this operator is no more");
    }
  }

  @Override
  public void after(
      HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> body) {
    if (!request.method().equals("GET") && response.isSuccessful()) {
      written.set(true);
    }
  }

  /// Waits until that write, or until something else is so.
  void awaitOr(Callable<Boolean> other) {
    await().atMost(Shop.PATIENCE).until(() -> written.get() || other.call());
  }
}
