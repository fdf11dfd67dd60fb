package io.multiboard.sync.engine;

import io.multiboard.sync.engine.target.FormerDatabase;
import io.multiboard.sync.postgres.QualifiedName;
import java.util.List;
import java.util.Optional;

/// What an import has done.
///
/// @param target the name of the database
/// @param tables that were loaded, with their rows; none where another attempt of the run had
///   filled the target before
/// @param verified whether the rows were counted and compared with the source's; otherwise they are
///   as COPY reported them
/// @param former the database that was there before, and until when it is kept; empty where there
///   was none or none is kept
/// @param removed names of former databases that were removed, their time being over
public record ImportReport(
    String target,
    List<TableRows> tables,
    boolean verified,
    Optional<FormerDatabase> former,
    List<String> removed) {
  public ImportReport {
    tables = List.copyOf(tables);
    removed = List.copyOf(removed);
  }

  /// A table and its rows; partitions whose rows found their own places are told of as one table.
  public record TableRows(QualifiedName table, long rows) {}

  /// The rows of all tables.
  public long rows() {
    return tables.stream().mapToLong(TableRows::rows).sum();
  }
}
