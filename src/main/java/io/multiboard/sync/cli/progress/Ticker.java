package io.multiboard.sync.cli.progress;

import java.time.Duration;

/// Calls something regularly until it is closed; after [#close] no call goes on. Thread-safe.
final class Ticker implements AutoCloseable {
  private final Thread thread;

  private Ticker(Thread thread) {
    this.thread = thread;
  }

  static Ticker start(Duration pause, Runnable work) {
    Thread thread =
        Thread.ofPlatform().daemon().name("progress").unstarted(() -> tick(pause, work));
    thread.start();
    return new Ticker(thread);
  }

  private static void tick(Duration pause, Runnable work) {
    try {
      while (true) {
        Thread.sleep(pause);
        work.run();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for the call that goes on, even where the caller is being interrupted itself.
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
