package io.multiboard.sync.worker;

import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.HalfShown;
import io.multiboard.sync.event.Picture;
import io.multiboard.sync.event.ProgressBoard;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.SyncEvent;
import io.multiboard.sync.event.TableShown;
import io.multiboard.sync.order.Progress;
import io.multiboard.sync.order.Report;
import io.multiboard.sync.order.Role;
import io.multiboard.sync.order.WorkOrder;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What an order's events add up to. Thread-safe.
final class Tally implements EventSink {
  private static final Logger LOG = LoggerFactory.getLogger(Tally.class);
  private static final double MOST_BEFORE_END = 99;

  private final WorkOrder order;
  private final EventSink eyes;
  private final LongSupplier nanoClock;
  private final boolean watched;
  private final Stage moving;
  private final ProgressBoard board;
  private final Map<String, Long> begun = new HashMap<>();
  private final Map<String, Report.Table> tables = new HashMap<>();
  private final Set<Stage> reached = new HashSet<>();
  private Progress.Stage stage = Progress.Stage.Starting;
  private long totalRows;
  private long totalBytes;
  private double percent;

  /// @param eyes see each event, too
  Tally(WorkOrder order, Optional<EventSink> eyes) {
    this(order, eyes, System::nanoTime);
  }

  /// @param nanoClock as `System.nanoTime`
  Tally(WorkOrder order, Optional<EventSink> eyes, LongSupplier nanoClock) {
    this.order = order;
    this.nanoClock = nanoClock;
    this.eyes = eyes.orElse(EventSink.NONE);
    this.watched = eyes.isPresent();
    this.moving = order.role() == Role.EXPORT ? Stage.Export : Stage.Import;
    this.board = new ProgressBoard(Set.of(moving), nanoClock);
  }

  @Override
  public synchronized void accept(SyncEvent event) {
    board.accept(event);
    eyes.accept(event);
    switch (event) {
      case SyncEvent.StageStarted(Stage started) -> {
        reached.add(started);
        stage = Progress.Stage.valueOf(started.name());
        LOG.info("{} begins", started);
      }
      case SyncEvent.StageFinished(Stage finished) -> LOG.info("{} is done", finished);
      case SyncEvent.Planned planned -> {
        totalRows = Math.max(0, planned.rows());
        totalBytes = Math.max(0, planned.bytes());
      }
      case SyncEvent.TableStarted table -> {
        if (table.stage() == moving) {
          begun.put(table.table(), nanoClock.getAsLong());
        }
      }
      case SyncEvent.TableFinished table -> finish(table);
      case SyncEvent.Noticed notice -> {
        if (!watched) {
          LOG.warn("{}: {}", notice.subject(), notice.message());
        }
      }
      case SyncEvent.TableProgressed _,
          SyncEvent.ObjectStarted _,
          SyncEvent.ObjectFinished _,
          SyncEvent.BuildsPlanned _,
          SyncEvent.Built _ -> {}
    }
  }

  private void finish(SyncEvent.TableFinished table) {
    Long start = table.stage() == moving ? begun.remove(table.table()) : null;
    if (start != null) {
      double seconds = (nanoClock.getAsLong() - start) / 1e9;
      tables.put(
          table.table(), new Report.Table(table.table(), table.rows(), table.bytes(), seconds));
    }
  }

  /// Says what is being done where no event does.
  synchronized void enter(Progress.Stage other) {
    stage = other;
  }

  /// Whether a stage was begun.
  synchronized boolean hasReached(Stage other) {
    return reached.contains(other);
  }

  /// How far it is. To be asked regularly, because rates are taken between calls.
  synchronized Progress progress() {
    Picture picture = board.picture();
    HalfShown half = picture.halves().getFirst();
    boolean done = stage == Progress.Stage.Done;
    percent = done ? 100 : Math.max(percent, Math.min(MOST_BEFORE_END, picture.done() * 100));
    return new Progress(
        order.role(),
        order.assignment().runId(),
        order.assignment().attempt(),
        stage,
        percent,
        half.rows(),
        half.bytes(),
        Math.max(totalRows, half.rows()),
        Math.max(totalBytes, half.bytes()),
        half.tables(),
        half.plannedTables(),
        current(picture, half),
        Math.round(half.rowsPerSecond()),
        Math.round(half.bytesPerSecond()),
        done ? Optional.of(0L) : picture.left().duration().map(Duration::toSeconds));
  }

  private static List<String> current(Picture picture, HalfShown half) {
    return Stream.concat(half.running().stream().map(TableShown::name), picture.objects().stream())
        .limit(Progress.MOST_CURRENT)
        .toList();
  }

  /// The tables that took longest.
  synchronized List<Report.Table> slowest() {
    return tables.values().stream()
        .sorted(Comparator.comparingDouble(Report.Table::seconds).reversed())
        .limit(Report.MOST_TABLES)
        .toList();
  }

  /// The tables that were begun and did not come to their end.
  synchronized List<Report.Table> unfinished() {
    long now = nanoClock.getAsLong();
    return begun.entrySet().stream()
        .map(each -> new Report.Table(each.getKey(), 0, 0, (now - each.getValue()) / 1e9))
        .limit(Report.MOST_TABLES)
        .toList();
  }
}
