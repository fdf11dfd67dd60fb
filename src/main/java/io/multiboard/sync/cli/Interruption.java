package io.multiboard.sync.cli;

import java.io.PrintStream;
import java.time.Duration;

/// Lets Ctrl-C, or a polite kill, end a run in good order: the run's thread is interrupted and the
/// process waits until it has cleaned up. Thread-safe.
final class Interruption implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Thread run;
  private final PrintStream people;
  private final Thread hook;
  private volatile boolean begun;

  private Interruption(Thread run, PrintStream people) {
    this.run = run;
    this.people = people;
    this.hook = Thread.ofPlatform().name("interruption").unstarted(this::interrupt);
  }

  /// Watches over a run until it is closed.
  static Interruption watch(Thread run, PrintStream people) {
    Interruption interruption = new Interruption(run, people);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /// Whether the process is going down.
  boolean hasBegun() {
    return begun;
  }

  private void interrupt() {
    begun = true;
    run.interrupt();
    try {
      if (!run.join(PATIENCE)) {
        people.println(
            "error: the run did not end within "
                + PATIENCE.toSeconds()
                + " seconds and is left to the servers");
      }
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
