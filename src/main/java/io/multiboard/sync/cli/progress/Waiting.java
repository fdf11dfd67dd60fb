package io.multiboard.sync.cli.progress;

import java.io.PrintStream;
import java.time.Duration;

/// Says that something goes on whose progress nobody can measure, and for how long: in one line
/// that moves on a terminal, every few seconds elsewhere. Thread-safe.
public final class Waiting implements AutoCloseable {
  private static final Duration MOVING_PAUSE = Duration.ofMillis(500);
  private static final Duration PLAIN_PAUSE = Duration.ofSeconds(5);
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream stream;
  private final String what;
  private final boolean moving;
  private final long start = System.nanoTime();
  private final Ticker ticker;

  /// @param moving whether the stream is a terminal on which something can move
  Waiting(PrintStream stream, String what, boolean moving) {
    this.stream = stream;
    this.what = what;
    this.moving = moving;
    stream.print(moving ? what + " ..." : what + " ..." + System.lineSeparator());
    stream.flush();
    this.ticker = Ticker.start(moving ? MOVING_PAUSE : PLAIN_PAUSE, this::tick);
  }

  /// Begins to say it on standard error.
  ///
  /// @param stream to standard error
  /// @param mayMove whether a terminal there may be moved on
  public static Waiting onStandardError(PrintStream stream, String what, boolean mayMove) {
    return new Waiting(stream, what, mayMove && TerminalWindow.onStandardError().isPresent());
  }

  private void tick() {
    String line = "%s ... %s gone".formatted(what, gone());
    stream.print(moving ? CLEAR_LINE + line : line + System.lineSeparator());
    stream.flush();
  }

  private String gone() {
    return Words.clock(Duration.ofNanos(System.nanoTime() - start));
  }

  @Override
  public void close() {
    ticker.close();
    if (moving) {
      stream.print(CLEAR_LINE);
      stream.println("%s: %s".formatted(what, gone()));
    }
  }
}
