package io.multiboard.sync.app;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/// Lets SIGTERM end a worker in good order within the grace period of a pod: its thread is
/// interrupted and waited for. Thread-safe.
final class Termination implements AutoCloseable {
  /// Less than a worker's grace period, and than the 30 seconds that nodes give when they shut
  /// down.
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final Thread work;
  private final IntSupplier abandon;
  private final IntConsumer wayOut;
  private final Thread hook;
  private volatile boolean begun;
  private volatile OptionalInt status = OptionalInt.empty();

  private Termination(Thread work, IntSupplier abandon, IntConsumer wayOut) {
    this.work = work;
    this.abandon = abandon;
    this.wayOut = wayOut;
    this.hook = Thread.ofPlatform().name("termination").unstarted(this::end);
  }

  /// Watches over the work of this thread until it is closed.
  ///
  /// @param abandon leaves an outcome for work that does not end, and tells the exit status
  /// @param wayOut ends the process, which is going down already, with a status
  static Termination watch(IntSupplier abandon, IntConsumer wayOut) {
    Termination termination = new Termination(Thread.currentThread(), abandon, wayOut);
    try {
      Runtime.getRuntime().addShutdownHook(termination.hook);
    } catch (IllegalStateException goingDown) {
      termination.begun = true;
    }
    return termination;
  }

  /// Whether the process was told to end.
  boolean hasBegun() {
    return begun;
  }

  /// The outcome is told, and this is the exit status.
  void ended(int exitStatus) {
    status = OptionalInt.of(exitStatus);
  }

  private void end() {
    begun = true;
    work.interrupt();
    try {
      if (!work.join(PATIENCE) && status.isEmpty()) {
        ended(abandon.getAsInt());
      }
      status.ifPresent(wayOut);
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (!begun) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException goingDown) {
        begun = true;
      }
    }
  }
}
