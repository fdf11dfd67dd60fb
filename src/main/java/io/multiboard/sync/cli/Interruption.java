package io.multiboard.sync.cli;

import java.time.Duration;

/// Lets Ctrl-C, or a polite kill, end a run in good order: the run's thread is interrupted and the
/// process waits until it has cleaned up. A run that had done all it was asked for by then ends
/// with status 0, not with the signal's. Thread-safe.
final class Interruption implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Thread run;
  private final Surroundings surroundings;
  private final Thread hook;
  private volatile boolean begun;
  private volatile boolean allDone;

  private Interruption(Thread run, Surroundings surroundings) {
    this.run = run;
    this.surroundings = surroundings;
    this.hook = Thread.ofPlatform().name("interruption").unstarted(this::interrupt);
  }

  /// Watches over a run until it is closed.
  static Interruption watch(Thread run, Surroundings surroundings) {
    Interruption interruption = new Interruption(run, surroundings);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /// Whether the process is going down.
  boolean hasBegun() {
    return begun;
  }

  /// What was asked for is done and told: an interrupt comes too late now, or came too late.
  void allDone() {
    allDone = true;
  }

  private void interrupt() {
    begun = true;
    run.interrupt();
    try {
      if (run.join(PATIENCE)) {
        endWell();
      } else {
        surroundings
            .err()
            .println(
                "error: the run did not end within "
                    + PATIENCE.toSeconds()
                    + " seconds and is left to the servers");
      }
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
  }

  /// A process that a signal takes down has the signal's exit status, but for this way out.
  private void endWell() {
    if (allDone) {
      surroundings
          .err()
          .println("note: the interrupt came when all was done; nothing is taken back");
      surroundings.err().flush();
      surroundings.wayOut().accept(ExitStatus.DONE);
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
