package io.multiboard.sync.cli.progress;

import io.multiboard.sync.event.ProgressBoard;
import io.multiboard.sync.event.SyncEvent;
import java.io.PrintStream;
import java.time.Duration;

/// A line every two seconds, for files, pipes and simple terminals. Thread-safe.
public final class LineProgress implements Progress {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final ProgressBoard board;
  private final PrintStream stream;
  private final Outbox outbox;
  private final Ticker ticker;

  public LineProgress(ProgressBoard board, PrintStream stream) {
    this.board = board;
    this.stream = stream;
    this.outbox = new Outbox(lines -> {});
    this.ticker = Ticker.start(PAUSE, this::tick);
  }

  private void tick() {
    String line = TerminalText.line(board.picture());
    outbox.post(() -> stream.println(line));
  }

  @Override
  public void accept(SyncEvent event) {
    board.accept(event);
    if (event instanceof SyncEvent.Noticed notice) {
      say(Notice.line(notice));
    }
  }

  @Override
  public void say(String line) {
    outbox.postNeeded(() -> stream.println(line));
  }

  @Override
  public void close() {
    ticker.close();
    outbox.close();
  }
}
