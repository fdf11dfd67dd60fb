package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Column;
import io.multiboard.sync.engine.catalog.ColumnDefault;
import io.multiboard.sync.engine.catalog.ObjectFacts;
import io.multiboard.sync.engine.catalog.Table;
import io.multiboard.sync.postgres.Identifier;
import io.multiboard.sync.postgres.QualifiedName;
import java.util.List;

/// Defaults that their table's statement cannot tell.
final class DefaultWriter {
  private DefaultWriter() {}

  static List<EntryText> entries(ColumnDefault value, Writing writing) {
    return writing.isSeparate(value.address())
        ? List.of(entry(value.facts(), value.relationName(), value.column(), value.expression()))
        : List.of();
  }

  /// For a column that has no default though its parent's has one.
  static List<EntryText> nothing(Table table, int number) {
    Column column = table.columns().get(number - 1);
    return List.of(entry(table.facts(), table.name(), column.name(), "NULL"));
  }

  private static EntryText entry(
      ObjectFacts facts, String relation, String column, String expression) {
    String name = new QualifiedName(facts.schema().orElseThrow(), relation).sql();
    String quoted = Identifier.quote(column);
    return EntryText.creating(
            EntryKind.DEFAULT,
            Section.PRE_DATA,
            facts,
            "ALTER TABLE ONLY %s ALTER COLUMN %s SET DEFAULT ".formatted(name, quoted)
                + expression
                + ";\n",
            "ALTER TABLE %s ALTER COLUMN %s DROP DEFAULT;\n".formatted(name, quoted))
        .withTag(relation + " " + column);
  }
}
