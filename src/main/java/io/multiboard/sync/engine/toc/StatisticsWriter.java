package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.ExtendedStatistics;
import java.util.List;

/// `CREATE STATISTICS`.
final class StatisticsWriter {
  private StatisticsWriter() {}

  static List<EntryText> entries(ExtendedStatistics statistics, Writing writing) {
    String name = statistics.facts().sqlName();
    StringBuilder sql = new StringBuilder(statistics.definition()).append(";\n");
    statistics
        .target()
        .ifPresent(target ->
            sql.append("ALTER STATISTICS ")
                .append(name)
                .append(" SET STATISTICS ")
                .append(target)
                .append(";\n"));
    return List.of(
        EntryText.creating(
            EntryKind.STATISTICS,
            writing.section(),
            statistics.facts(),
            sql.toString(),
            "DROP STATISTICS " + name + ";\n"));
  }
}
