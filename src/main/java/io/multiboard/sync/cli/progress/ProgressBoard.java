package io.multiboard.sync.cli.progress;

import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.SyncEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/// Keeps the score of a run from its events. Thread-safe.
public final class ProgressBoard implements EventSink {
  private static final long RATE_WINDOW = Duration.ofSeconds(5).toNanos();
  private static final long ESTIMATE_WINDOW = Duration.ofSeconds(30).toNanos();
  private static final Duration EARLIEST_ESTIMATE = Duration.ofSeconds(2);
  private static final double LEAST_FOR_ESTIMATE = 0.01;
  private static final double MOST_BEFORE_END = 0.99;

  private final LongSupplier nanoClock;
  private final long start;
  private final Map<Stage, Half> halves = new EnumMap<>(Stage.class);
  private final Map<Stage, Pace> byteRates = new EnumMap<>(Stage.class);
  private final Map<Stage, Pace> rowRates = new EnumMap<>(Stage.class);
  private final Pace estimate = new Pace(ESTIMATE_WINDOW);
  private final Set<Stage> stages = new LinkedHashSet<>();
  private final Set<String> objects = new LinkedHashSet<>();
  private double done;

  /// @param parts the stages that move rows in this run
  /// @param nanoClock as `System.nanoTime`
  public ProgressBoard(Set<Stage> parts, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong();
    for (Stage part : parts) {
      halves.put(part, new Half());
      byteRates.put(part, new Pace(RATE_WINDOW));
      rowRates.put(part, new Pace(RATE_WINDOW));
    }
  }

  @Override
  public synchronized void accept(SyncEvent event) {
    switch (event) {
      case SyncEvent.StageStarted(Stage stage) -> stages.add(stage);
      case SyncEvent.StageFinished(Stage stage) -> finish(stage);
      case SyncEvent.Planned planned -> plan(planned);
      case SyncEvent.TableStarted table -> start(table);
      case SyncEvent.TableProgressed table ->
          half(table.stage())
              .ifPresent(half -> half.progress(table.table(), table.rows(), table.bytes()));
      case SyncEvent.TableFinished table -> finish(table);
      case SyncEvent.ObjectStarted(Stage _, String kind, String name) ->
          objects.add(kind + " " + name);
      case SyncEvent.ObjectFinished(Stage _, String kind, String name) ->
          objects.remove(kind + " " + name);
      case SyncEvent.Noticed _ -> {}
    }
  }

  /// What is exported is imported too: an import that reads what an export writes has its plan.
  private void plan(SyncEvent.Planned planned) {
    for (Half half : halves.values()) {
      if (!half.isPlanned() || half == halves.get(planned.stage())) {
        half.plan(planned.tables(), planned.bytes());
      }
    }
  }

  private void start(SyncEvent.TableStarted table) {
    half(table.stage())
        .ifPresentOrElse(
            half -> half.start(table.table(), table.expectedBytes()),
            () -> objects.add(label(table.stage(), table.table())));
  }

  private void finish(SyncEvent.TableFinished table) {
    half(table.stage())
        .ifPresentOrElse(
            half -> half.finish(table.table()),
            () -> objects.remove(label(table.stage(), table.table())));
  }

  private static String label(Stage stage, String table) {
    return stage.name().toLowerCase(Locale.ROOT) + " " + table;
  }

  private void finish(Stage stage) {
    stages.remove(stage);
    half(stage).ifPresent(Half::finishAll);
  }

  private Optional<Half> half(Stage stage) {
    return Optional.ofNullable(halves.get(stage));
  }

  /// The run as it is now. Rates are taken between calls, so it is to be called regularly.
  public synchronized Picture picture() {
    long now = nanoClock.getAsLong();
    Duration elapsed = Duration.ofNanos(now - start);
    double average = halves.values().stream().mapToDouble(Half::done).average().orElse(0);
    done = Math.max(done, Math.min(average, MOST_BEFORE_END));
    estimate.add(now, average);
    List<HalfShown> shown = new ArrayList<>();
    halves.forEach((stage, half) -> shown.add(shown(stage, half, now)));
    return new Picture(words(), elapsed, done, left(elapsed, average), shown, List.copyOf(objects));
  }

  private HalfShown shown(Stage stage, Half half, long now) {
    Pace byteRate = byteRates.getOrDefault(stage, new Pace(RATE_WINDOW));
    Pace rowRate = rowRates.getOrDefault(stage, new Pace(RATE_WINDOW));
    byteRate.add(now, (double) half.bytes());
    rowRate.add(now, (double) half.rows());
    return new HalfShown(
        stage,
        half.done(),
        half.tables(),
        half.plannedTables(),
        half.rows(),
        half.bytes(),
        byteRate.perSecond(),
        rowRate.perSecond(),
        half.isFinished(),
        half.tablesShown());
  }

  /// Only from what both halves have done, and not once all rows are in: how long an index takes,
  /// nobody knows.
  private Optional<Duration> left(Duration elapsed, double average) {
    double perSecond = estimate.perSecond();
    boolean early = elapsed.compareTo(EARLIEST_ESTIMATE) < 0 || average < LEAST_FOR_ESTIMATE;
    boolean planned = halves.values().stream().allMatch(Half::isPlanned);
    if (early || !planned || perSecond <= 0 || average >= MOST_BEFORE_END) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofSeconds(Math.round((1 - average) / perSecond)));
  }

  private String words() {
    if (stages.isEmpty()) {
      return "Starting";
    }
    return String.join(" + ", stages.stream().map(Stage::name).toList());
  }
}
