package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Index;
import io.multiboard.sync.postgres.Identifier;
import java.util.List;
import java.util.Optional;

/// `CREATE INDEX`, and the attaching of a partition's index to its parent's.
final class IndexWriter {
  private IndexWriter() {}

  static List<EntryText> entries(Index index, Writing writing) {
    if (index.constraint().isPresent()) {
      return List.of();
    }
    String name = index.facts().sqlName();
    String drop = index.parent().isPresent() ? "" : "DROP INDEX " + name + ";\n";
    return List.of(
        EntryText.creating(EntryKind.INDEX, Section.POST_DATA, index.facts(), "", drop)
            .withBody(
                new EntryText.Body.Sql(
                    index.definition()
                        + ";\n"
                        + clustered(index)
                        + statistics(index)
                        + extensions(index, writing)
                        + identity(index),
                    drop,
                    Optional.of(index.tablespace().orElse("")),
                    Optional.empty())));
  }

  /// What its table is told about an index: that rows are clustered by it, that it identifies rows.
  static String marks(Index index, Writing writing) {
    return clustered(index) + identity(index) + extensions(index, writing);
  }

  private static String extensions(Index index, Writing writing) {
    return writing.extensions(index.address(), "INDEX " + index.facts().sqlName());
  }

  private static String clustered(Index index) {
    return index.clustered()
        ? "\nALTER TABLE %s CLUSTER ON %s;\n"
            .formatted(Writing.relation(index), Identifier.quote(index.name()))
        : "";
  }

  private static String identity(Index index) {
    return index.replicaIdentity()
        ? "\nALTER TABLE ONLY %s REPLICA IDENTITY USING INDEX %s;\n"
            .formatted(Writing.relation(index), Identifier.quote(index.name()))
        : "";
  }

  private static String statistics(Index index) {
    StringBuilder sql = new StringBuilder();
    index
        .statistics()
        .forEach((column, target) ->
            sql.append(
                "ALTER INDEX %s ALTER COLUMN %d SET STATISTICS %d;\n"
                    .formatted(index.facts().sqlName(), column, target)));
    return sql.toString();
  }

  /// Attaches the index to its parent.
  static List<EntryText> attach(Index index, Writing writing) {
    Index parent =
        index.parent().flatMap(other -> writing.catalog().find(other, Index.class)).orElseThrow();
    String sql =
        "ALTER INDEX %s ATTACH PARTITION %s;\n"
            .formatted(parent.facts().sqlName(), index.facts().sqlName());
    return List.of(
        EntryText.creating(EntryKind.INDEX_ATTACH, Section.POST_DATA, index.facts(), sql, "")
            .withOwner(Optional.of(parent.facts().owner())));
  }
}
