package io.multiboard.sync.engine.copy;

import io.multiboard.sync.engine.toc.CopyEncoding;
import io.multiboard.sync.postgres.Identifier;
import io.multiboard.sync.postgres.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A table whose rows are to be read.
///
/// @param columns unquoted, in their order; without dropped and generated ones
/// @param condition SQL that chooses the rows, as extensions give for their configuration tables
/// @param estimatedRows by the catalog; 0 where it does not know
/// @param bytes on disk, with TOAST, without indexes
/// @param heap whether rows lie in blocks that a range of `ctid` finds
public record SourceTable(
    QualifiedName name,
    List<String> columns,
    CopyEncoding encoding,
    Optional<String> condition,
    long estimatedRows,
    long bytes,
    boolean heap) {
  public SourceTable {
    columns = List.copyOf(columns);
  }

  /// The number of its rows, found by one scan that shares nothing with the reading of the rows.
  public String countQuery() {
    return "SELECT pg_catalog.count(*) FROM ONLY " + name.sql() + where(condition);
  }

  /// The statement that sends all rows.
  String copyQuery() {
    return condition.isPresent()
        ? copyQuery(condition)
        : "COPY " + name.sql() + (columns.isEmpty() ? "" : " (" + columnList() + ")") + toStdout();
  }

  /// The statement that sends the rows of one range of blocks.
  String copyQuery(BlockRange range) {
    return copyQuery(
        Optional.of(condition.map(own -> "(" + own + ") AND ").orElse("") + range.condition()));
  }

  private String copyQuery(Optional<String> chosen) {
    return "COPY (SELECT "
        + columnList()
        + " FROM ONLY "
        + name.sql()
        + where(chosen)
        + ")"
        + toStdout();
  }

  private static String where(Optional<String> chosen) {
    return chosen.map(sql -> " WHERE " + sql).orElse("");
  }

  private String columnList() {
    return columns.stream().map(Identifier::quote).collect(Collectors.joining(", "));
  }

  private String toStdout() {
    return encoding == CopyEncoding.BINARY ? " TO STDOUT WITH (FORMAT binary)" : " TO STDOUT";
  }
}
