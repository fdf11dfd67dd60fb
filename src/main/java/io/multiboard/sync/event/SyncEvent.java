package io.multiboard.sync.event;

import java.util.Optional;

/// Something that happened during a run. Tables are named as people read them, `schema.table`.
public sealed interface SyncEvent {
  /// A stage began.
  record StageStarted(Stage stage) implements SyncEvent {}

  /// A stage ended well.
  record StageFinished(Stage stage) implements SyncEvent {}

  /// What a stage will have to move: estimates from the catalog, or exact figures from a manifest.
  record Planned(Stage stage, int tables, long rows, long bytes) implements SyncEvent {}

  /// A table's rows began to move in a stage.
  record TableStarted(Stage stage, String table, long expectedRows, long expectedBytes)
      implements SyncEvent {}

  /// Rows moved since the last event of this table and stage; bytes are of COPY data, uncompressed.
  record TableProgressed(Stage stage, String table, long rows, long bytes) implements SyncEvent {}

  /// A table is done in a stage; totals, not increments.
  record TableFinished(Stage stage, String table, long rows, long bytes) implements SyncEvent {}

  /// Something other than rows is being made, such as an index.
  record ObjectStarted(Stage stage, String kind, String name) implements SyncEvent {}

  /// The object named before is there.
  record ObjectFinished(Stage stage, String kind, String name) implements SyncEvent {}

  /// What a stage will build on the rows, such as indexes: as many bytes of rows as take about as
  /// long to write.
  record BuildsPlanned(Stage stage, long cost) implements SyncEvent {}

  /// A part of what was planned to be built is there.
  record Built(Stage stage, long cost) implements SyncEvent {}

  /// Something the user should read that does not fail the run.
  record Noticed(String subject, String message, Optional<String> remedy) implements SyncEvent {}
}
