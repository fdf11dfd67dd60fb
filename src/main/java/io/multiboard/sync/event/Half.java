package io.multiboard.sync.event;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How far the export, or the import, of a run is. Sizes are estimates until a table is done, so a
/// table counts with its expected bytes and a share for its own overhead, and never as done before
/// it is. Not thread-safe.
final class Half {
  /// What a table costs beside its bytes, in bytes: many small tables take time too.
  private static final long TABLE_COST = 8_192;

  /// No table looks finished before it is.
  private static final double ALMOST = 0.99;

  private static final long RATE_WINDOW = Duration.ofSeconds(5).toNanos();
  private static final long ESTIMATE_WINDOW = Duration.ofSeconds(30).toNanos();
  private static final long LEAST_SPAN_FOR_ESTIMATE = Duration.ofMillis(900).toNanos();
  private static final double LEAST_FOR_ESTIMATE = 0.001;

  private final Pace bytePace = Pace.of(RATE_WINDOW);
  private final Pace rowPace = Pace.of(RATE_WINDOW);
  private final Pace donePace = Pace.ofLaterHalf(ESTIMATE_WINDOW);
  private final Map<String, Running> running = new LinkedHashMap<>();
  private int plannedTables;
  private long plannedWeight;
  private int tables;
  private long rows;
  private long bytes;
  private long doneWeight;
  private long plannedBuilds;
  private long built;
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

  void planBuilds(long cost) {
    plannedBuilds = cost;
  }

  void built(long cost) {
    built += cost;
  }

  /// Paces are taken from the first table on, not from the preparations.
  void start(String table, long expectedBytes, long now) {
    if (!hasBegun()) {
      bytePace.add(now, bytes);
      rowPace.add(now, rows);
      donePace.add(now, done());
    }
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

  /// Whether all rows have moved, though more may have to be done with them.
  boolean hasAllRows() {
    return finished || (plannedTables > 0 && tables >= plannedTables && running.isEmpty());
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
    double whole = Math.max(plannedWeight, known) + plannedBuilds;
    return whole == 0 ? 0 : Math.min(ALMOST, (now + built) / whole);
  }

  boolean hasBegun() {
    return donePace.hasBegun();
  }

  /// Whether nothing more can be measured.
  boolean isAlmostDone() {
    return done() >= ALMOST;
  }

  /// At the pace of late; empty while that says too little.
  Optional<Duration> left() {
    double perSecond = donePace.perSecond();
    boolean early = donePace.span() < LEAST_SPAN_FOR_ESTIMATE || done() < LEAST_FOR_ESTIMATE;
    if (early || !isPlanned() || perSecond <= 0) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofSeconds(Math.max(1, Math.round((1 - done()) / perSecond))));
  }

  /// This half as it is now; the paces go by the calls.
  HalfShown sample(Stage stage, long now) {
    if (hasBegun()) {
      bytePace.add(now, bytes);
      rowPace.add(now, rows);
      donePace.add(now, done());
    }
    return new HalfShown(
        stage,
        done(),
        tables,
        plannedTables,
        rows,
        bytes,
        bytePace.perSecond(),
        rowPace.perSecond(),
        hasAllRows(),
        running.entrySet().stream()
            .map(each -> new TableShown(each.getKey(), each.getValue().done()))
            .toList());
  }
}
