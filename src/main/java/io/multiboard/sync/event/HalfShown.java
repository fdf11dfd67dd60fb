package io.multiboard.sync.event;

import java.util.List;

/// The export, or the import, of a run at one moment.
///
/// @param done from 0 to 1
/// @param plannedTables how many tables it will be; 0 while nobody knows
/// @param bytes of COPY data, uncompressed
/// @param bytesPerSecond of late
/// @param rowsPerSecond of late
/// @param allRows whether all rows have moved, though more may have to be done with them
public record HalfShown(
    Stage stage,
    double done,
    int tables,
    int plannedTables,
    long rows,
    long bytes,
    double bytesPerSecond,
    double rowsPerSecond,
    boolean allRows,
    List<TableShown> running) {
  public HalfShown {
    running = List.copyOf(running);
  }
}
