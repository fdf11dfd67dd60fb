package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Aggregate;
import io.multiboard.sync.engine.catalog.CatalogObject;
import io.multiboard.sync.engine.catalog.CollationObject;
import io.multiboard.sync.engine.catalog.CompositeType;
import io.multiboard.sync.engine.catalog.DefaultPrivileges;
import io.multiboard.sync.engine.catalog.Domain;
import io.multiboard.sync.engine.catalog.DomainConstraint;
import io.multiboard.sync.engine.catalog.EnumType;
import io.multiboard.sync.engine.catalog.ExtendedStatistics;
import io.multiboard.sync.engine.catalog.Extension;
import io.multiboard.sync.engine.catalog.LargeObject;
import io.multiboard.sync.engine.catalog.RangeType;
import io.multiboard.sync.engine.catalog.Routine;
import io.multiboard.sync.engine.catalog.Schema;
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
      case DefaultPrivileges _ -> List.of();
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
}
