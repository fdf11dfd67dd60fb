package io.multiboard.sync.cli.progress;

import io.multiboard.sync.event.SyncEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/// Bars that move, at the foot of a terminal on standard error. Thread-safe.
public final class TerminalProgress implements Progress {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int USUAL_WIDTH = 80;
  private static final String CLEAR_BELOW = "\r\u001b[J";
  private static final String HIDE_CURSOR = "\u001b[?25l";
  private static final String SHOW_CURSOR = "\u001b[?25h";

  private final ProgressBoard board;
  private final Terminal terminal;
  private final PrintWriter writer;
  private final TerminalText text;
  private final Ticker ticker;
  private int drawn;

  private TerminalProgress(ProgressBoard board, Terminal terminal, String title) {
    this.board = board;
    this.terminal = terminal;
    this.writer = terminal.writer();
    Charset charset = Optional.ofNullable(terminal.encoding()).orElse(StandardCharsets.US_ASCII);
    this.text = new TerminalText(title, charset.equals(StandardCharsets.UTF_8));
    writer.print(HIDE_CURSOR);
    this.ticker = Ticker.start(PAUSE, this::draw);
  }

  /// The progress of a board on the terminal of standard error; empty where that is no terminal, or
  /// none that can move its cursor.
  public static Optional<Progress> onStandardError(ProgressBoard board, String title) {
    try {
      Terminal terminal =
          TerminalBuilder.builder()
              .system(true)
              .systemOutput(TerminalBuilder.SystemOutput.ForcedSysErr)
              .dumb(false)
              .nativeSignals(false)
              .build();
      return Optional.of(new TerminalProgress(board, terminal, title));
    } catch (IOException | IllegalStateException noTerminal) {
      return Optional.empty();
    }
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
    erase();
    writer.println(line);
    draw();
  }

  private synchronized void draw() {
    int columns = terminal.getSize().getColumns();
    int width = columns > 0 ? columns : USUAL_WIDTH;
    List<String> lines = text.lines(board.picture(), width - 1);
    erase();
    lines.forEach(writer::println);
    drawn = lines.size();
    writer.flush();
  }

  private void erase() {
    if (drawn > 0) {
      writer.print("\u001b[" + drawn + "A" + CLEAR_BELOW);
    }
    drawn = 0;
  }

  @Override
  public void close() {
    ticker.close();
    synchronized (this) {
      erase();
      writer.print(SHOW_CURSOR);
      writer.flush();
    }
    try {
      terminal.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
