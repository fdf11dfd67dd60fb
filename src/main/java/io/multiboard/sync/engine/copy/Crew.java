package io.multiboard.sync.engine.copy;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Work of several virtual threads that succeeds or fails as one, of the shape of structured
/// concurrency (open, fork, join): the first failure, or an interrupt of the thread that joins,
/// cancels the queries of all sessions opened here and interrupts all threads. [#join] returns when
/// every thread has ended. Thread-safe.
public final class Crew implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(300);

  /// What one thread does.
  @FunctionalInterface
  public interface Work {
    void run() throws InterruptedException;
  }

  private final String name;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final List<Session> sessions = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /// @param name what the threads are called, with a number
  public Crew(String name) {
    this.name = name;
  }

  /// Opens a session whose queries are cancelled when the crew fails. Closed by [#close].
  public Session open(Connector connector) {
    Session session = connector.open();
    sessions.add(session);
    if (hasFailed()) {
      throw cancelled();
    }
    return session;
  }

  /// Starts a thread. May be called by threads of this crew too.
  public void fork(Work work) {
    Thread thread =
        Thread.ofVirtual().name(name + "-" + threads.size()).unstarted(() -> guarded(work));
    threads.add(thread);
    thread.start();
  }

  private void guarded(Work work) {
    try {
      if (!hasFailed()) {
        work.run();
      }
    } catch (InterruptedException interrupted) {
      fail(cancelled());
    } catch (RuntimeException | Error thrown) {
      fail(thrown);
    }
  }

  /// Whether a thread has failed or the crew was told to stop: long loops look here.
  public boolean hasFailed() {
    return failure.get() != null;
  }

  /// Makes the crew fail with this cause, from any thread; the first cause counts.
  public void fail(Throwable cause) {
    if (failure.compareAndSet(null, cause)) {
      cancelQueries(cause);
      threads.forEach(Thread::interrupt);
    }
  }

  /// Waits for all threads and throws what the first that failed threw.
  public void join() {
    for (Thread thread : threads) {
      joinOne(thread);
    }
    Throwable cause = failure.get();
    switch (cause) {
      case null -> {}
      case RuntimeException runtime -> throw runtime;
      case Error error -> throw error;
      default -> throw new SyncException(Reason.InternalError, cause.toString(), "", cause);
    }
  }

  private void joinOne(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        if (!thread.join(PATIENCE)) {
          stopAgain(thread);
        }
      } catch (InterruptedException interruption) {
        interrupted = true;
        fail(cancelled());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// A cancel request can come between two queries and be lost, so it is repeated while threads
  /// live.
  private void stopAgain(Thread thread) {
    Throwable cause = failure.get();
    if (cause != null) {
      cancelQueries(cause);
      thread.interrupt();
    }
  }

  private void cancelQueries(Throwable cause) {
    for (Session session : sessions) {
      try {
        session.cancel();
      } catch (SyncException lost) {
        cause.addSuppressed(lost);
      }
    }
  }

  private static SyncException cancelled() {
    return new SyncException(Reason.Cancelled, "the run was cancelled", "");
  }

  /// Stops what still runs, then closes the sessions.
  @Override
  public void close() {
    if (threads.stream().anyMatch(Thread::isAlive)) {
      fail(cancelled());
      threads.forEach(this::joinOne);
    }
    for (Session session : sessions) {
      session.close();
    }
  }
}
