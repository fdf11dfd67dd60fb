package io.multiboard.sync.event;

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
  private static final double MOST_BEFORE_END = 0.99;

  private final LongSupplier nanoClock;
  private final long start;
  private final Map<Stage, Half> halves = new EnumMap<>(Stage.class);
  private final Set<Stage> stages = new LinkedHashSet<>();
  private final Set<String> objects = new LinkedHashSet<>();
  private double done;

  /// @param parts the stages that move rows in this run
  /// @param nanoClock as `System.nanoTime`
  public ProgressBoard(Set<Stage> parts, LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong();
    parts.forEach(part -> halves.put(part, new Half()));
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
      case SyncEvent.BuildsPlanned(Stage stage, long cost) ->
          half(stage).ifPresent(half -> half.planBuilds(cost));
      case SyncEvent.Built(Stage stage, long cost) ->
          half(stage).ifPresent(half -> half.built(cost));
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
    long now = nanoClock.getAsLong();
    half(table.stage())
        .ifPresentOrElse(
            half -> half.start(table.table(), table.expectedBytes(), now),
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
    List<HalfShown> shown = new ArrayList<>();
    halves.forEach((stage, half) -> shown.add(half.sample(stage, now)));
    double average = shown.stream().mapToDouble(HalfShown::done).average().orElse(0);
    done = Math.max(done, Math.min(average, MOST_BEFORE_END));
    return new Picture(words(), elapsed, done, left(), shown, List.copyOf(objects));
  }

  /// As long as its slowest half, each at its own pace; nothing as long as one of them cannot say,
  /// and nothing when all that can be measured is done.
  private TimeLeft left() {
    if (halves.values().stream().noneMatch(Half::hasBegun)) {
      return TimeLeft.Unknown.NOT_BEGUN;
    }
    List<Half> open = halves.values().stream().filter(half -> !half.isAlmostDone()).toList();
    if (open.isEmpty()) {
      return TimeLeft.Unknown.ENDING;
    }
    List<Duration> each = open.stream().flatMap(half -> half.left().stream()).toList();
    return each.size() < open.size()
        ? TimeLeft.Unknown.TOO_EARLY
        : new TimeLeft.Estimate(each.stream().max(Duration::compareTo).orElseThrow());
  }

  private String words() {
    if (stages.isEmpty()) {
      return "Starting";
    }
    return String.join(" + ", stages.stream().map(Stage::name).toList());
  }
}
