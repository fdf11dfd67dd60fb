package io.multiboard.sync.engine.target;

import io.multiboard.sync.failure.SyncException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Work that an interrupt must not cut in the middle: a commit, whose answer has to be read, or the
/// tidying after a cancelled run. It runs on a thread of its own that nobody interrupts.
final class Uninterrupted {
  private static final Duration AGAIN = Duration.ofMillis(300);

  private static final Logger LOG = LoggerFactory.getLogger(Uninterrupted.class);

  private Uninterrupted() {}

  /// Runs the work to its end.
  ///
  /// @param onInterrupt is told, again and again until the work ends, that the caller was
  ///   interrupted
  static <T> T run(Supplier<T> work, Runnable onInterrupt) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform().daemon().name("uninterrupted").start(() -> complete(result, work));
    boolean interrupted = Thread.interrupted();
    while (thread.isAlive()) {
      try {
        if (interrupted) {
          tell(onInterrupt);
        }
        thread.join(AGAIN);
      } catch (InterruptedException interruption) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return value(result);
  }

  /// Whoever cannot be told now is told again: nothing but the work's end ends the wait for it, or
  /// a commit could follow on what was called a failure.
  private static void tell(Runnable onInterrupt) {
    try {
      onInterrupt.run();
    } catch (SyncException unheard) {
      LOG.debug("an interrupt could not be passed on, and will be tried again", unheard);
    }
  }

  private static <T> void complete(CompletableFuture<T> result, Supplier<T> work) {
    try {
      result.complete(work.get());
    } catch (RuntimeException | Error thrown) {
      result.completeExceptionally(thrown);
    }
  }

  private static <T> T value(CompletableFuture<T> result) {
    return switch (result.state()) {
      case SUCCESS -> result.resultNow();
      case FAILED -> throw unchecked(result.exceptionNow());
      case RUNNING, CANCELLED -> throw new IllegalStateException("the work ended without a result");
    };
  }

  private static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException failure
        ? failure
        : new IllegalStateException("the work threw what it cannot throw", thrown);
  }
}
