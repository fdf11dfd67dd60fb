package io.multiboard.sync.engine.copy;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Work of several threads that succeeds or fails as one, of the shape of structured concurrency
/// (open, fork, join): the first failure, or an interrupt of the thread that joins, cancels the
/// queries of all sessions opened here and interrupts all threads. [#join] returns when every
/// thread has ended.
///
/// The threads are platform threads: COPY waits for the socket every 8 kB, and parking a virtual
/// thread that often took two thirds of the processor time of reading a gigabyte. Thread-safe.
public final class Crew implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(300);

  /// After so many cancel requests the connections are dropped.
  private static final int REQUESTS = 4;

  /// What one thread does.
  @FunctionalInterface
  public interface Work {
    void run() throws InterruptedException;
  }

  /// What all threads of a crew do together.
  @FunctionalInterface
  public interface Body<T> {
    T run(Crew crew) throws InterruptedException;
  }

  private final String name;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final List<Session> opened = new CopyOnWriteArrayList<>();
  private final List<Session> guarded = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final AtomicInteger requests = new AtomicInteger();

  /// @param name what the threads are called, with a number
  public Crew(String name) {
    this.name = name;
  }

  /// Runs a body in a thread of a crew of its own and waits for it: what the body does can be
  /// interrupted, because the sessions of the crew are cancelled.
  public static <T> T run(String name, Body<T> body) {
    AtomicReference<@Nullable T> result = new AtomicReference<>();
    try (Crew crew = new Crew(name)) {
      crew.fork(() -> result.set(body.run(crew)));
      crew.join();
    }
    return Objects.requireNonNull(result.get());
  }

  /// Opens a session whose queries are cancelled when the crew fails. Closed by [#close].
  public Session open(Connector connector) {
    Session session = connector.open();
    opened.add(session);
    guard(session);
    return session;
  }

  /// Cancels the queries of a session that someone else opened, and closes, when the crew fails.
  public void guard(Session session) {
    guarded.add(session);
    if (hasFailed()) {
      throw cancelled();
    }
  }

  /// Starts a thread. May be called by threads of this crew too.
  public void fork(Work work) {
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .name(name + "-" + threads.size())
            .unstarted(() -> guarded(work));
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

  /// Waits until a thread has failed, for work that failed by what is another's fault; it is
  /// interrupted then. Returns when none did within the patience.
  void awaitFailure(Duration patience) throws InterruptedException {
    if (!hasFailed()) {
      Thread.sleep(patience);
    }
  }

  /// Makes the crew fail with this cause, from any thread; the first cause counts.
  public void fail(Throwable cause) {
    if (failure.compareAndSet(null, cause)) {
      threads.forEach(Thread::interrupt);
      stopQueries(cause);
    }
  }

  /// Waits for all threads and throws what the first that failed threw.
  public void join() {
    // By number, because threads may start others meanwhile.
    for (int thread = 0; thread < threads.size(); thread++) {
      joinOne(threads.get(thread));
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

  private void stopAgain(Thread thread) {
    Throwable cause = failure.get();
    if (cause != null) {
      thread.interrupt();
      stopQueries(cause);
    }
  }

  /// A cancel request can come between two queries and be lost, so it is repeated while threads
  /// live; one that the network swallows is not waited for.
  private void stopQueries(Throwable cause) {
    boolean asked = requests.incrementAndGet() > REQUESTS;
    Consumer<Session> stop = asked ? Session::abort : Session::cancel;
    for (Session session : guarded) {
      Thread.ofVirtual().name(name + "-stop").start(() -> stop(session, stop, cause));
    }
  }

  private static void stop(Session session, Consumer<Session> how, Throwable cause) {
    try {
      how.accept(session);
    } catch (SyncException lost) {
      cause.addSuppressed(lost);
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
    closeSessions();
  }

  private void closeSessions() {
    @Nullable SyncException first = null;
    for (Session session : opened) {
      try {
        session.close();
      } catch (SyncException failed) {
        first = first == null ? failed : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
