package io.multiboard.sync.cli.progress;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How far the export, or the import, of a run is. Sizes are estimates until a table is done, so a
/// table counts with its expected bytes and a share for its own overhead, and never as done before
/// it is. Not thread-safe.
final class Half {
  /// What a table costs beside its bytes, in bytes: many small tables take time too.
  private static final long TABLE_COST = 8_192;

  /// No table looks finished before it is.
  private static final double ALMOST = 0.99;

  private final Map<String, Running> running = new LinkedHashMap<>();
  private int plannedTables;
  private long plannedWeight;
  private int tables;
  private long rows;
  private long bytes;
  private long doneWeight;
  private boolean finished;

  private static final class Running {
    private final long expectedBytes;
    private long bytes;

    Running(long expectedBytes) {
      this.expectedBytes = Math.max(0, expectedBytes);
    }

    double done() {
      return expectedBytes == 0 ? 0 : Math.min(ALMOST, (double) bytes / expectedBytes);
    }

    long weight() {
      return expectedBytes + TABLE_COST;
    }
  }

  void plan(int expectedTables, long expectedBytes) {
    plannedTables = expectedTables;
    plannedWeight = Math.max(0, expectedBytes) + expectedTables * TABLE_COST;
  }

  void start(String table, long expectedBytes) {
    running.put(table, new Running(expectedBytes));
  }

  void progress(String table, long moreRows, long moreBytes) {
    rows += moreRows;
    bytes += moreBytes;
    Running now = running.get(table);
    if (now != null) {
      now.bytes += moreBytes;
    }
  }

  void finish(String table) {
    Running now = running.remove(table);
    tables++;
    doneWeight += now == null ? TABLE_COST : now.weight();
  }

  void finishAll() {
    finished = true;
    running.clear();
  }

  boolean isPlanned() {
    return plannedTables > 0 || finished;
  }

  /// From 0 to 1.
  double done() {
    if (finished) {
      return 1;
    }
    double now = doneWeight;
    double known = doneWeight;
    for (Running each : running.values()) {
      now += each.done() * each.weight();
      known += each.weight();
    }
    double whole = Math.max(plannedWeight, known);
    return whole == 0 ? 0 : Math.min(ALMOST, now / whole);
  }

  List<TableShown> tablesShown() {
    return running.entrySet().stream()
        .map(each -> new TableShown(each.getKey(), each.getValue().done()))
        .toList();
  }

  int tables() {
    return tables;
  }

  int plannedTables() {
    return plannedTables;
  }

  long rows() {
    return rows;
  }

  long bytes() {
    return bytes;
  }

  boolean isFinished() {
    return finished;
  }
}
