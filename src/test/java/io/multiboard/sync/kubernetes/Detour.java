package io.multiboard.sync.kubernetes;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Sends a client's requests another way, and counts them. Thread-safe if the way is.
///
/// @param way where a request goes instead; may take its time
record Detour(UnaryOperator<URI> way, AtomicLong requests)
    implements Interceptor, Consumer<HttpClient.Builder> {
  Detour(UnaryOperator<URI> way) {
    this(way, new AtomicLong());
  }

  @Override
  public void accept(HttpClient.Builder client) {
    client.addOrReplaceInterceptor("detour", this);
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    requests.incrementAndGet();
    builder.uri(way.apply(request.uri()));
  }
}
