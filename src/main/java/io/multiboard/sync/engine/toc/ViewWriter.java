package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Column;
import io.multiboard.sync.engine.catalog.MaterializedView;
import io.multiboard.sync.engine.catalog.View;
import io.multiboard.sync.postgres.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// `CREATE VIEW` and `CREATE MATERIALIZED VIEW`.
final class ViewWriter {
  private ViewWriter() {}

  static List<EntryText> entries(View view, Writing writing) {
    String name = view.facts().sqlName();
    String definition =
        writing.isDummy(view.address()) ? dummy("CREATE VIEW ", view) : full("CREATE VIEW ", view);
    return List.of(
        EntryText.creating(
            EntryKind.VIEW,
            writing.section(),
            view.facts(),
            definition,
            "DROP VIEW " + name + ";\n"));
  }

  /// The view with its query.
  ///
  /// @param create the words before the name
  static String full(String create, View view) {
    return create
        + view.facts().sqlName()
        + RelationOptions.with(" ", view.options())
        + " AS\n"
        + withoutSemicolon(view.definition())
        + view.checkOption().map(option -> "\n  WITH " + option + " CHECK OPTION").orElse("")
        + ";\n";
  }

  /// The view with the right columns and no query: what others of its loop can refer to.
  static String dummy(String create, View view) {
    return view.columns().stream()
        .map(ViewWriter::emptyColumn)
        .collect(Collectors.joining(",", create + view.facts().sqlName() + " AS\nSELECT", ";\n"));
  }

  private static String emptyColumn(Column column) {
    return "\n    NULL::"
        + column.type()
        + column.collation().map(name -> " COLLATE " + name.sql()).orElse("")
        + " AS "
        + Identifier.quote(column.name());
  }

  static List<EntryText> entries(MaterializedView view, Writing writing) {
    String name = view.facts().sqlName();
    StringBuilder sql = new StringBuilder("CREATE MATERIALIZED VIEW ").append(name);
    sql.append(TableWriter.with(view.storage()));
    sql.append(" AS\n").append(withoutSemicolon(view.definition())).append("\n  WITH NO DATA;\n");
    sql.append(writing.extensions(view.address(), "MATERIALIZED VIEW " + name));
    view.columns().forEach(column -> sql.append(ColumnAlterations.sql(view, column)));
    String drop = "DROP MATERIALIZED VIEW " + name + ";\n";
    return List.of(
        EntryText.creating(EntryKind.MATERIALIZED_VIEW, writing.section(), view.facts(), "", drop)
            .withBody(
                new EntryText.Body.Sql(
                    sql.toString(),
                    drop,
                    Optional.of(view.storage().tablespace().orElse("")),
                    view.storage().accessMethod())));
  }

  private static String withoutSemicolon(String query) {
    return query.endsWith(";") ? query.substring(0, query.length() - 1) : query;
  }
}
