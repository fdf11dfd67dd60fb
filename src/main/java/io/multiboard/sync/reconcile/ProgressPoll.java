package io.multiboard.sync.reconcile;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.order.OrderJson;
import io.multiboard.sync.order.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks workers how far they are, every two seconds, on threads of its own. Thread-safe.
public final class ProgressPoll implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressPoll.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /// In bytes; whatever answers at a pod's address fills no memory of ours.
  private static final long LONGEST_ANSWER = 64 * 1024;

  private static final Duration FORGOTTEN = Duration.ofMinutes(2);

  /// @param since by [System#nanoTime()]
  private record Watched(String address, ResourceID run, long since) {}

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final Map<String, Watched> watched = new ConcurrentHashMap<>();
  private final Map<String, Progress> told = new ConcurrentHashMap<>();
  private final Consumer<ResourceID> changed;
  private final Thread thread;

  /// @param changed is told of a run whose workers said something new
  ProgressPoll(Consumer<ResourceID> changed) {
    this.changed = changed;
    thread = Thread.ofVirtual().name("progress").start(this::poll);
  }

  /// Asks a worker from now on, for a while: who wants more says it again.
  void watch(String job, String address, ResourceID run) {
    watched.put(job, new Watched(address, run, System.nanoTime()));
  }

  /// Asks it no more; what it said stays known.
  void leave(String job) {
    watched.remove(job);
  }

  /// Forgets it.
  void forget(String job) {
    watched.remove(job);
    told.remove(job);
  }

  /// What a worker said last.
  Optional<Progress> told(String job) {
    return Optional.ofNullable(told.get(job));
  }

  private void poll() {
    try {
      while (true) {
        Thread.sleep(PAUSE);
        watched.forEach((job, worker) -> {
          if (System.nanoTime() - worker.since() > FORGOTTEN.toNanos()) {
            forget(job);
          }
        });
        watched.forEach((job, worker) ->
            Thread.ofVirtual().name("progress-" + job).start(() -> ask(job, worker)));
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(String job, Watched worker) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(
                      "http://" + host(worker.address()) + ":" + Progress.PORT + Progress.PATH))
              .timeout(PATIENCE)
              .build();
      HttpResponse<String> answer =
          client.send(
              request,
              HttpResponse.BodyHandlers.limiting(
                  HttpResponse.BodyHandlers.ofString(), LONGEST_ANSWER));
      if (answer.statusCode() == 200) {
        hear(job, worker, OrderJson.progress(answer.body()));
      }
    } catch (IOException | SyncException silent) {
      LOG.debug("{} does not say how far it is", job, silent);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static String host(String address) {
    return address.contains(":") ? "[" + address + "]" : address;
  }

  private void hear(String job, Watched worker, Progress progress) {
    if (watched.containsKey(job) && !progress.equals(told.put(job, progress))) {
      changed.accept(worker.run());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    client.close();
  }
}
