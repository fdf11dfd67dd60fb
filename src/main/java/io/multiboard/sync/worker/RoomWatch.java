package io.multiboard.sync.worker;

import io.multiboard.sync.engine.archive.Compression;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.SyncEvent;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.storage.Room;
import java.time.Duration;
import java.util.function.Consumer;

/// Ends an export for which the volume is too small: before its first row where that is certain,
/// else before it has taken the room of everybody else. Thread-safe.
final class RoomWatch implements EventSink, AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(500);

  /// What a page holds for a row beside its columns: the header, the pointer to it, and alignment.
  private static final long ROW_OVERHEAD = 36;

  /// Columns as text take a quarter of their bytes on the disk at least.
  private static final long AS_TEXT = 4;

  /// Rows that are all alike shrink by more than a hundred; only a volume that is far too small is
  /// told from their number, any other while it is written.
  private static final long SHRINKS = 1_000;

  private final Room room;
  private final Compression compression;
  private final Consumer<SyncException> stop;
  private final Thread thread;

  private RoomWatch(Room room, Compression compression, Consumer<SyncException> stop) {
    this.room = room;
    this.compression = compression;
    this.stop = stop;
    this.thread = Thread.ofVirtual().name("room-watch").unstarted(this::watch);
  }

  /// @param stop is told why, once or more often
  static RoomWatch start(Room room, Compression compression, Consumer<SyncException> stop) {
    RoomWatch watch = new RoomWatch(room, compression, stop);
    watch.thread.start();
    return watch;
  }

  @Override
  public void accept(SyncEvent event) {
    if (event instanceof SyncEvent.Planned planned) {
      boolean plain = compression.algorithm() == Compression.Algorithm.NONE;
      long columns = Math.max(0, planned.bytes() - planned.rows() * ROW_OVERHEAD);
      long needed = columns / (plain ? AS_TEXT : SHRINKS);
      if (needed > room.free()) {
        stop.accept(room.full(needed));
      }
    }
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(PAUSE);
        if (room.free() == 0) {
          stop.accept(room.full(0));
          return;
        }
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    } catch (SyncException unknown) {
      stop.accept(unknown);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
