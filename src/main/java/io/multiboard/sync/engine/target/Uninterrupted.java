package io.multiboard.sync.engine.target;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Work that an interrupt must not cut in the middle: a commit, whose answer has to be read, or the
/// tidying after a cancelled run. It runs on a thread of its own that nobody interrupts.
final class Uninterrupted {
  private static final Duration AGAIN = Duration.ofMillis(300);

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
          onInterrupt.run();
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
