package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Index;
import io.multiboard.sync.engine.catalog.TableConstraint;
import io.multiboard.sync.postgres.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Constraints that are statements of their own.
final class ConstraintWriter {
  private ConstraintWriter() {}

  static List<EntryText> entries(TableConstraint constraint, Writing writing) {
    return switch (constraint) {
      case TableConstraint.Check check ->
          writing.isSeparate(check.address()) && check.local()
              ? List.of(entry(EntryKind.CHECK_CONSTRAINT, check, ""))
              : List.of();
      case TableConstraint.ForeignKey key ->
          List.of(entry(EntryKind.FK_CONSTRAINT, key, key.onPartitioned() ? "" : "ONLY "));
      case TableConstraint.UncheckedNotNull notNull ->
          notNull.local() ? List.of(entry(EntryKind.CONSTRAINT, notNull, "")) : List.of();
      case TableConstraint.Key key -> List.of(key(key, writing));
    };
  }

  private static EntryText entry(EntryKind kind, TableConstraint constraint, String only) {
    return entry(kind, constraint, only, constraint.definition(), "", Optional.empty());
  }

  private static EntryText entry(
      EntryKind kind,
      TableConstraint constraint,
      String only,
      String definition,
      String after,
      Optional<String> tablespace) {
    String alter = "ALTER TABLE " + only + Writing.relation(constraint);
    String name = Identifier.quote(constraint.name());
    String add = alter + "\n    ADD CONSTRAINT " + name + " " + definition + ";\n" + after;
    String drop = alter + " DROP CONSTRAINT " + name + ";\n";
    return EntryText.creating(kind, Section.POST_DATA, constraint.facts(), add, drop)
        .withTag(Writing.tag(constraint))
        .withBody(new EntryText.Body.Sql(add, drop, tablespace, Optional.empty()));
  }

  private static EntryText key(TableConstraint.Key key, Writing writing) {
    Index index =
        writing
            .catalog()
            .find(key.index(), Index.class)
            .orElseThrow(
                () -> Writing.unsupported(key, "is kept by an index that is not fit for use"));
    boolean asTold = key.type() == TableConstraint.Key.Type.EXCLUDE || key.temporal();
    return entry(
        EntryKind.CONSTRAINT,
        key,
        "ONLY ",
        asTold ? key.definition() : definition(key, index),
        IndexWriter.marks(index, writing),
        Optional.of(index.tablespace().orElse("")));
  }

  private static String definition(TableConstraint.Key key, Index index) {
    return (key.type() == TableConstraint.Key.Type.PRIMARY ? "PRIMARY KEY" : "UNIQUE")
        + (index.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "")
        + " ("
        + names(index.keyColumns())
        + ")"
        + (index.includedColumns().isEmpty()
            ? ""
            : " INCLUDE (" + names(index.includedColumns()) + ")")
        + RelationOptions.with(" ", index.options())
        + (key.deferrable() ? " DEFERRABLE" : "")
        + (key.deferred() ? " INITIALLY DEFERRED" : "");
  }

  private static String names(List<String> columns) {
    return columns.stream().map(Identifier::quote).collect(Collectors.joining(", "));
  }
}
