package io.multiboard.sync.engine.copy;

import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.SyncEvent;
import java.time.Duration;

/// Turns a table's moving rows into events, at most a few a second. Thread-safe.
public final class TableProgress implements LoadProgress {
  private static final long PAUSE = Duration.ofMillis(300).toNanos();

  private final EventSink events;
  private final Stage stage;
  private final String table;
  private long rows;
  private long bytes;
  private long toldRows;
  private long toldBytes;
  private long toldAt = System.nanoTime();

  /// @param table as people read it
  public TableProgress(EventSink events, Stage stage, String table) {
    this.events = events;
    this.stage = stage;
    this.table = table;
  }

  /// Tells that rows begin to move; estimates where no more is known.
  public void started(long expectedRows, long expectedBytes) {
    events.accept(new SyncEvent.TableStarted(stage, table, expectedRows, expectedBytes));
  }

  @Override
  public synchronized void loaded(long moreRows, long moreBytes) {
    rows += moreRows;
    bytes += moreBytes;
    long now = System.nanoTime();
    if (now - toldAt > PAUSE) {
      toldAt = now;
      tell();
    }
  }

  /// Tells that all is done, with totals.
  ///
  /// @param totalRows as they were counted in the end
  public synchronized void finished(long totalRows) {
    tell();
    events.accept(new SyncEvent.TableFinished(stage, table, totalRows, bytes));
  }

  private void tell() {
    if (rows > toldRows || bytes > toldBytes) {
      events.accept(
          new SyncEvent.TableProgressed(stage, table, rows - toldRows, bytes - toldBytes));
      toldRows = rows;
      toldBytes = bytes;
    }
  }
}
