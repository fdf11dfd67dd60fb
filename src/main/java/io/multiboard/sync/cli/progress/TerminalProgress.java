package io.multiboard.sync.cli.progress;

import io.multiboard.sync.event.ProgressBoard;
import io.multiboard.sync.event.SyncEvent;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/// Bars that move, at the foot of a terminal. Thread-safe.
public final class TerminalProgress implements Progress {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int USUAL_WIDTH = 80;
  private static final String CLEAR_BELOW = "\r\u001b[J";
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";

  private final ProgressBoard board;
  private final PrintStream stream;
  private final IntSupplier width;
  private final TerminalText text;
  private final Ticker ticker;
  private int drawn;

  /// @param width of the terminal now, in columns
  TerminalProgress(ProgressBoard board, PrintStream stream, String title, IntSupplier width) {
    this.board = board;
    this.stream = stream;
    this.width = width;
    this.text = new TerminalText(title, stream.charset().equals(StandardCharsets.UTF_8));
    stream.print(HIDE_CURSOR);
    this.ticker = Ticker.start(PAUSE, this::draw);
  }

  /// The progress of a board on standard error; empty where that is no terminal.
  ///
  /// @param stream to standard error
  public static Optional<Progress> onStandardError(
      ProgressBoard board, PrintStream stream, String title) {
    return TerminalWindow.onStandardError()
        .map(window ->
            new TerminalProgress(board, stream, title, () -> window.columns().orElse(USUAL_WIDTH)));
  }

  @Override
  public void accept(SyncEvent event) {
    board.accept(event);
    if (event instanceof SyncEvent.Noticed notice) {
      say(Notice.line(notice));
    }
  }

  @Override
  public synchronized void say(String line) {
    stream.print(erasure() + line + System.lineSeparator());
    draw();
  }

  /// All in one write, so that nothing flickers.
  private synchronized void draw() {
    List<String> lines = text.lines(board.picture(), width.getAsInt() - 1);
    stream.print(erasure() + String.join("\n", lines) + "\n");
    drawn = lines.size();
    stream.flush();
  }

  private String erasure() {
    String erasure = drawn > 0 ? "\u001b[" + drawn + "A" + CLEAR_BELOW : "";
    drawn = 0;
    return erasure;
  }

  @Override
  public void close() {
    ticker.close();
    synchronized (this) {
      stream.print(erasure() + SHOW_CURSOR);
      stream.flush();
    }
  }
}
