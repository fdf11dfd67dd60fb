package io.multiboard.sync.engine;

import io.multiboard.sync.engine.catalog.CatalogReader;
import io.multiboard.sync.engine.catalog.RowTable;
import io.multiboard.sync.engine.copy.Crew;
import io.multiboard.sync.engine.copy.Snapshot;
import io.multiboard.sync.engine.toc.CopyEncoding;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.SyncEvent;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.QualifiedName;
import io.multiboard.sync.postgres.Session;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Compares two databases by counting: `count(*)` of each table, each side in a snapshot of its
/// own, both sides at once. Reads only. Thread-safe; an interrupt of the thread that runs cancels.
public final class Comparison {
  private final EventSink events;

  public Comparison(EventSink events) {
    this.events = events;
  }

  /// A table and its rows on either side; empty where that side has no such table.
  public record Counted(QualifiedName table, Optional<Long> source, Optional<Long> target) {
    /// Whether both sides have as many rows.
    public boolean isEqual() {
      return source.isPresent() && source.equals(target);
    }
  }

  /// What was counted, in the order of the tables' names.
  public record Report(List<Counted> tables) {
    public Report {
      tables = List.copyOf(tables);
    }

    /// Those that differ.
    public List<Counted> differences() {
      return tables.stream().filter(table -> !table.isEqual()).toList();
    }

    /// The rows of the source.
    public long rows() {
      return tables.stream().mapToLong(table -> table.source().orElse(0L)).sum();
    }
  }

  /// Counts both.
  ///
  /// @param lockTimeout how long one wait for a lock may last
  public Report run(Connector source, Connector target, Duration lockTimeout) {
    Map<QualifiedName, Long> sourceRows = new ConcurrentHashMap<>();
    Map<QualifiedName, Long> targetRows = new ConcurrentHashMap<>();
    events.accept(new SyncEvent.StageStarted(Stage.Verify));
    try (Crew crew = new Crew("compare")) {
      crew.fork(() -> count(crew, source, lockTimeout, "source", sourceRows));
      crew.fork(() -> count(crew, target, lockTimeout, "target", targetRows));
      crew.join();
    }
    events.accept(new SyncEvent.StageFinished(Stage.Verify));
    return compared(new TreeMap<>(sourceRows), new TreeMap<>(targetRows));
  }

  private void count(
      Crew crew, Connector side, Duration lockTimeout, String name, Map<QualifiedName, Long> rows)
      throws InterruptedException {
    Session session = crew.open(side);
    SourceChecks.check(session);
    Snapshot.take(session, side, lockTimeout);
    List<RowTable> tables = CatalogReader.read(session).rowTables().toList();
    for (RowTable table : tables) {
      if (crew.hasFailed()) {
        return;
      }
      String label = name + " " + table.name().display();
      events.accept(new SyncEvent.ObjectStarted(Stage.Verify, "count", label));
      rows.put(table.name(), count(session, table));
      events.accept(new SyncEvent.ObjectFinished(Stage.Verify, "count", label));
    }
  }

  private static long count(Session session, RowTable table) {
    String sql = ExportPlan.source(table, CopyEncoding.TEXT).countQuery();
    return session.queryOne(sql, row -> row.getLong(1));
  }

  private static Report compared(
      SortedMap<QualifiedName, Long> source, SortedMap<QualifiedName, Long> target) {
    TreeSet<QualifiedName> names = new TreeSet<>(source.keySet());
    names.addAll(target.keySet());
    return new Report(
        Collections.unmodifiableSortedSet(names).stream()
            .map(name ->
                new Counted(
                    name,
                    Optional.ofNullable(source.get(name)),
                    Optional.ofNullable(target.get(name))))
            .toList());
  }
}
