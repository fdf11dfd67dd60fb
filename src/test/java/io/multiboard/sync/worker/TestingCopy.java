package io.multiboard.sync.worker;

import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.SyncEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/// A copy as an engine tells of it, by a clock of its own: two sessions load tables of all sizes,
/// whose sizes the catalog knows roughly, at an uneven pace, and build what stands on them.
final class TestingCopy {
  private static final int SESSIONS = 2;
  private static final int TABLES = 60;
  private static final long BYTES_OF_A_ROW = 200;
  private static final long PIECE = 4 << 20;
  private static final Duration STEP = Duration.ofMillis(50);

  private final Random chance;
  private final EventSink sink;
  private final Deque<Work> waiting = new ArrayDeque<>();
  private final List<Work> going = new ArrayList<>();
  private final double bytesPerStep;
  private long nanos;

  /// A table or an index; the catalog believes it to be `told` times as large as it is.
  private static final class Work {
    private final String name;
    private final long bytes;
    private final double told;
    private final boolean build;
    private long moved;
    private long reported;

    Work(String name, long bytes, double told, boolean build) {
      this.name = name;
      this.bytes = bytes;
      this.told = told;
      this.build = build;
    }

    long expected() {
      return (long) (bytes * told);
    }
  }

  /// @param megabytesPerSecond of each session, on the average
  TestingCopy(long seed, int megabytesPerSecond, EventSink sink) {
    this.chance = new Random(seed);
    this.sink = sink;
    this.bytesPerStep = megabytesPerSecond * 1e6 * STEP.toMillis() / 1000;
    long builds = 0;
    long bytes = 0;
    List<Work> tables = new ArrayList<>();
    for (int table = 0; table < TABLES; table++) {
      Work work = table("shop.part_" + table);
      tables.add(work);
      bytes += work.expected();
    }
    tables.sort((one, other) -> Long.compare(other.expected(), one.expected()));
    for (Work table : tables) {
      waiting.add(table);
      if (table.bytes > PIECE) {
        Work index = new Work(table.name + "_pkey", table.bytes / 3, table.told, true);
        waiting.add(index);
        builds += index.expected();
      }
    }
    sink.accept(new SyncEvent.StageStarted(Stage.Import));
    sink.accept(new SyncEvent.Planned(Stage.Import, TABLES, bytes / BYTES_OF_A_ROW, bytes));
    sink.accept(new SyncEvent.BuildsPlanned(Stage.Import, builds));
  }

  /// Many are small, few are large.
  private Work table(String name) {
    long bytes = (long) (2e3 * Math.pow(10, chance.nextDouble() * 5));
    return new Work(name, bytes, 0.7 + chance.nextDouble() * 0.7, false);
  }

  long nanos() {
    return nanos;
  }

  /// Lets a moment pass.
  ///
  /// @return whether there is more to do
  boolean step() {
    nanos += STEP.toNanos();
    while (going.size() < SESSIONS && !waiting.isEmpty()) {
      begin(waiting.poll());
    }
    for (Iterator<Work> each = going.iterator(); each.hasNext(); ) {
      Work work = each.next();
      work.moved += (long) (bytesPerStep * (0.5 + chance.nextDouble()));
      if (work.moved >= work.bytes) {
        end(work);
        each.remove();
      } else if (!work.build && work.moved - work.reported >= PIECE) {
        report(work, work.moved);
      }
    }
    return !going.isEmpty() || !waiting.isEmpty();
  }

  private void begin(Work work) {
    going.add(work);
    sink.accept(
        work.build
            ? new SyncEvent.ObjectStarted(Stage.Import, "INDEX", work.name)
            : new SyncEvent.TableStarted(
                Stage.Import, work.name, work.expected() / BYTES_OF_A_ROW, work.expected()));
  }

  private void report(Work work, long moved) {
    long more = moved - work.reported;
    work.reported = moved;
    sink.accept(
        new SyncEvent.TableProgressed(Stage.Import, work.name, more / BYTES_OF_A_ROW, more));
  }

  private void end(Work work) {
    if (work.build) {
      sink.accept(new SyncEvent.ObjectFinished(Stage.Import, "INDEX", work.name));
      sink.accept(new SyncEvent.Built(Stage.Import, work.expected()));
    } else {
      report(work, work.bytes);
      sink.accept(
          new SyncEvent.TableFinished(
              Stage.Import, work.name, work.bytes / BYTES_OF_A_ROW, work.bytes));
    }
  }
}
