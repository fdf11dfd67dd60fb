package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Aggregate;
import io.multiboard.sync.engine.catalog.CatalogObject;
import io.multiboard.sync.engine.catalog.CollationObject;
import io.multiboard.sync.engine.catalog.Column;
import io.multiboard.sync.engine.catalog.ColumnDefault;
import io.multiboard.sync.engine.catalog.CompositeType;
import io.multiboard.sync.engine.catalog.DefaultPrivileges;
import io.multiboard.sync.engine.catalog.Domain;
import io.multiboard.sync.engine.catalog.DomainConstraint;
import io.multiboard.sync.engine.catalog.EnumType;
import io.multiboard.sync.engine.catalog.ExtendedStatistics;
import io.multiboard.sync.engine.catalog.Extension;
import io.multiboard.sync.engine.catalog.Index;
import io.multiboard.sync.engine.catalog.LargeObject;
import io.multiboard.sync.engine.catalog.MaterializedView;
import io.multiboard.sync.engine.catalog.ObjectAddress;
import io.multiboard.sync.engine.catalog.Policy;
import io.multiboard.sync.engine.catalog.PresetObject;
import io.multiboard.sync.engine.catalog.RangeType;
import io.multiboard.sync.engine.catalog.Relation;
import io.multiboard.sync.engine.catalog.Routine;
import io.multiboard.sync.engine.catalog.Rule;
import io.multiboard.sync.engine.catalog.Schema;
import io.multiboard.sync.engine.catalog.Sequence;
import io.multiboard.sync.engine.catalog.Table;
import io.multiboard.sync.engine.catalog.TableConstraint;
import io.multiboard.sync.engine.catalog.TablePart;
import io.multiboard.sync.engine.catalog.Trigger;
import io.multiboard.sync.engine.catalog.View;
import io.multiboard.sync.postgres.Identifier;
import java.util.List;
import java.util.stream.Stream;

/// The words of COMMENT for each kind of object, and the parts of objects that have comments of
/// their own.
final class CommentTargets {
  private CommentTargets() {}

  static List<CommentTarget> of(CatalogObject object) {
    return switch (object) {
      case Schema _ -> named("SCHEMA", object);
      case Extension _ -> named("EXTENSION", object);
      case EnumType _, RangeType _ -> named("TYPE", object);
      case CompositeType type -> composite(type);
      case Domain _ -> named("DOMAIN", object);
      case DomainConstraint constraint -> List.of(constraint(constraint));
      case Routine routine -> List.of(routine(routine));
      case Aggregate aggregate -> List.of(aggregate(aggregate));
      case CollationObject _ -> named("COLLATION", object);
      case ExtendedStatistics _ -> named("STATISTICS", object);
      case LargeObject _ ->
          List.of(new CommentTarget(object.address(), "LARGE OBJECT", object.name()));
      case DefaultPrivileges _, PresetObject _ -> List.of();
      case Relation relation -> relation(relation);
      case TablePart part -> part(part);
    };
  }

  private static List<CommentTarget> named(String words, CatalogObject object) {
    return List.of(new CommentTarget(object.address(), words, Identifier.quote(object.name())));
  }

  private static List<CommentTarget> composite(CompositeType type) {
    Stream<CommentTarget> columns =
        type.attributes().stream()
            .map(attribute ->
                CommentTarget.column(
                    type.relation().column(attribute.number()), type.name(), attribute.name()));
    return Stream.concat(named("TYPE", type).stream(), columns).toList();
  }

  private static CommentTarget constraint(DomainConstraint constraint) {
    return new CommentTarget(
        constraint.address(),
        "CONSTRAINT " + Identifier.quote(constraint.name()) + " ON DOMAIN",
        Identifier.quote(constraint.domainName()));
  }

  private static CommentTarget routine(Routine routine) {
    boolean procedure = routine.kind() == Routine.Kind.PROCEDURE;
    return new CommentTarget(
        routine.address(),
        procedure ? "PROCEDURE" : "FUNCTION",
        Identifier.quote(routine.name()) + "(" + routine.signature().identity() + ")");
  }

  private static CommentTarget aggregate(Aggregate aggregate) {
    String arguments = AggregateWriter.arguments(aggregate, aggregate.signature().identity());
    return new CommentTarget(
        aggregate.address(), "AGGREGATE", Identifier.quote(aggregate.name()) + arguments);
  }

  private static List<CommentTarget> relation(Relation relation) {
    String words =
        switch (relation) {
          case Table _ -> "TABLE";
          case View _ -> "VIEW";
          case MaterializedView _ -> "MATERIALIZED VIEW";
          case Sequence _ -> "SEQUENCE";
        };
    Stream<CommentTarget> columns =
        relation.liveColumns().stream().flatMap(column -> column(relation, column));
    return Stream.concat(named(words, relation).stream(), columns).toList();
  }

  /// A column, and its NOT NULL where that is a constraint with a name.
  private static Stream<CommentTarget> column(Relation relation, Column column) {
    CommentTarget target =
        CommentTarget.column(
            relation.address().column(column.number()), relation.name(), column.name());
    return Stream.concat(
        Stream.of(target),
        column.notNull().filter(notNull -> notNull.valid() && !notNull.name().isEmpty()).stream()
            .map(notNull ->
                onTable("CONSTRAINT", notNull.address(), notNull.name(), relation.name())));
  }

  private static List<CommentTarget> part(TablePart part) {
    return switch (part) {
      case ColumnDefault _ -> List.of();
      case Index _ -> named("INDEX", part);
      case TableConstraint _ -> onTable("CONSTRAINT", part);
      case Trigger _ -> onTable("TRIGGER", part);
      case Rule _ -> onTable("RULE", part);
      case Policy _ -> onTable("POLICY", part);
    };
  }

  private static List<CommentTarget> onTable(String words, TablePart part) {
    return List.of(onTable(words, part.address(), part.name(), part.relationName()));
  }

  private static CommentTarget onTable(
      String words, ObjectAddress address, String name, String relation) {
    return new CommentTarget(
        address, words + " " + Identifier.quote(name) + " ON", Identifier.quote(relation));
  }
}
