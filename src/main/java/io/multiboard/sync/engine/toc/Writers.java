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
import java.util.List;

/// Which writer writes which kind of object.
final class Writers {
  private Writers() {}

  /// All entries of a draft, the one that creates its object first.
  static List<EntryText> entries(Draft draft, CatalogObject object, Writing writing) {
    return switch (draft.key().role()) {
      case OBJECT -> creating(object, writing);
      case DATA -> filling(object);
      case SHELL -> announcing(object);
      case ATTACH, ROW_SECURITY, PRE_DATA_END, POST_DATA_START -> List.of();
    };
  }

  private static List<EntryText> creating(CatalogObject object, Writing writing) {
    return switch (object) {
      case Schema schema -> SchemaWriter.entries(schema, writing);
      case Extension extension -> ExtensionWriter.entries(extension, writing);
      case EnumType type -> TypeWriter.entries(type, writing);
      case CompositeType type -> TypeWriter.entries(type, writing);
      case RangeType type -> TypeWriter.entries(type, writing);
      case Domain domain -> DomainWriter.entries(domain, writing);
      case DomainConstraint constraint -> DomainWriter.entries(constraint, writing);
      case Routine routine -> RoutineWriter.entries(routine, writing);
      case Aggregate aggregate -> AggregateWriter.entries(aggregate, writing);
      case CollationObject collation -> CollationWriter.entries(collation, writing);
      case ExtendedStatistics statistics -> StatisticsWriter.entries(statistics, writing);
      case LargeObject large -> LargeObjectWriter.entries(large, writing);
      case DefaultPrivileges defaults -> DefaultPrivilegesWriter.entries(defaults, writing);
    };
  }

  private static List<EntryText> filling(CatalogObject object) {
    return object instanceof LargeObject ? List.of(LargeObjectWriter.contents()) : List.of();
  }

  private static List<EntryText> announcing(CatalogObject object) {
    return object instanceof RangeType type ? List.of(TypeWriter.shell(type)) : List.of();
  }
}
