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
import io.multiboard.sync.engine.catalog.GrantKind;
import io.multiboard.sync.engine.catalog.LargeObject;
import io.multiboard.sync.engine.catalog.MaterializedView;
import io.multiboard.sync.engine.catalog.ObjectFacts;
import io.multiboard.sync.engine.catalog.PresetObject;
import io.multiboard.sync.engine.catalog.Privileges;
import io.multiboard.sync.engine.catalog.RangeType;
import io.multiboard.sync.engine.catalog.Relation;
import io.multiboard.sync.engine.catalog.Routine;
import io.multiboard.sync.engine.catalog.Schema;
import io.multiboard.sync.engine.catalog.Sequence;
import io.multiboard.sync.engine.catalog.Table;
import io.multiboard.sync.engine.catalog.TablePart;
import io.multiboard.sync.engine.catalog.View;
import io.multiboard.sync.postgres.Identifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The ACL entries of an object and of its columns.
final class Grants {
  private Grants() {}

  static List<EntryText> entries(CatalogObject object, Writing writing) {
    return switch (object) {
      case Schema schema -> SchemaWriter.grants(schema, writing);
      case EnumType _, RangeType _, CompositeType _, Domain _ ->
          whole(object, GrantKind.TYPE, writing);
      case Routine routine ->
          whole(
              routine,
              routine.kind() == Routine.Kind.PROCEDURE ? GrantKind.PROCEDURE : GrantKind.FUNCTION,
              Identifier.quote(routine.name()) + "(" + routine.signature().identity() + ")",
              writing);
      // GRANT knows no aggregates, so they are called by their argument types, as functions are.
      case Aggregate aggregate ->
          whole(
              aggregate,
              GrantKind.FUNCTION,
              Identifier.quote(aggregate.name()) + "(" + aggregate.signature().typeList() + ")",
              writing);
      case Table _, View _, MaterializedView _ -> relation((Relation) object, writing);
      case Sequence _ -> whole(object, GrantKind.SEQUENCE, writing);
      case TablePart _ -> List.of();
      case PresetObject preset -> preset(preset, writing);
      case LargeObject _ -> whole(object, GrantKind.LARGE_OBJECT, object.name(), writing);
      case CollationObject _,
          DefaultPrivileges _,
          DomainConstraint _,
          ExtendedStatistics _,
          Extension _ ->
          List.of();
    };
  }

  private static List<EntryText> preset(PresetObject object, Writing writing) {
    Map<Boolean, List<EntryText>> entries =
        object.parts().stream()
            .collect(
                Collectors.partitioningBy(
                    part -> part.column().isPresent(),
                    Collectors.flatMapping(
                        part -> part(object, part, writing).stream(), Collectors.toList())));
    return inOrder(entries.getOrDefault(false, List.of()), entries.getOrDefault(true, List.of()));
  }

  /// What is granted on a relation, then what on its columns: the first takes back what the second
  /// gives, where it comes later.
  private static List<EntryText> inOrder(List<EntryText> relation, List<EntryText> columns) {
    Needs afterRelation = new Needs.OwnObjectAndFirstOfKind();
    return Stream.concat(
            relation.stream(),
            columns.stream()
                .map(entry -> relation.isEmpty() ? entry : entry.withNeeds(afterRelation)))
        .toList();
  }

  private static Optional<EntryText> part(
      PresetObject object, PresetObject.Part part, Writing writing) {
    String name = Identifier.quote(object.name());
    return part.column().isPresent()
        ? column(object, part.column().get(), part.privileges(), writing)
        : AclEntry.of(
            object.facts(),
            part.privileges(),
            part.kind(),
            name + part.arguments().map(arguments -> "(" + arguments + ")").orElse(""),
            writing.server());
  }

  private static List<EntryText> whole(CatalogObject object, GrantKind kind, Writing writing) {
    return whole(object, kind, Identifier.quote(object.name()), writing);
  }

  private static List<EntryText> relation(Relation relation, Writing writing) {
    List<EntryText> columns =
        relation.liveColumns().stream()
            .flatMap(
                column -> column(relation, column.name(), column.privileges(), writing).stream())
            .toList();
    return inOrder(whole(relation, GrantKind.TABLE, writing), columns);
  }

  private static Optional<EntryText> column(
      CatalogObject relation, String column, Privileges privileges, Writing writing) {
    String table = Identifier.quote(relation.name());
    String name = Identifier.quote(column);
    return AclEntry.of(
        relation.facts(),
        GrantTarget.column(relation.facts().schema(), table, name),
        privileges,
        "COLUMN " + table + "." + name,
        writing.server());
  }

  private static List<EntryText> whole(
      CatalogObject object, GrantKind kind, String name, Writing writing) {
    ObjectFacts facts = object.facts();
    return AclEntry.of(facts, facts.privileges(), kind, name, writing.server()).stream().toList();
  }
}
