package io.multiboard.sync.engine.target;

import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Ends the sessions on some databases, again and again until it is closed, on a thread and a
/// session of its own: a rename waits for them and keeps new ones out, but sends nobody away.
final class SessionEnder implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(50);

  private final Session session;
  private final List<Long> databases;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicReference<@Nullable SyncException> failure = new AtomicReference<>();
  private final Thread thread;

  /// @param server any database of the server but those
  SessionEnder(Connector server, List<Long> databases) {
    this.session = server.toDatabase(TargetLock.MAINTENANCE).open();
    this.databases = List.copyOf(databases);
    this.thread = Thread.ofPlatform().daemon().name("session-ender").start(this::work);
  }

  private void work() {
    try {
      do {
        DatabaseSessions.end(session, databases);
      } while (!stopped.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
    } catch (SyncException failed) {
      failure.set(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// What kept it from working, if anything did.
  Optional<SyncException> failure() {
    return Optional.ofNullable(failure.get());
  }

  /// Stops, and waits until it has.
  @Override
  public void close() {
    stopped.countDown();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException interruption) {
        interrupted = true;
      }
    }
    session.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
