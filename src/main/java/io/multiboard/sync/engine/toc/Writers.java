package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Aggregate;
import io.multiboard.sync.engine.catalog.CatalogObject;
import io.multiboard.sync.engine.catalog.CollationObject;
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
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.util.List;

/// Which writer writes which kind of object.
final class Writers {
  private Writers() {}

  /// All entries of a draft, the one that creates its object first.
  static List<EntryText> entries(Draft draft, CatalogObject object, Writing writing) {
    return switch (draft.key().role()) {
      case OBJECT -> creating(object, writing);
      case DATA -> filling(draft, object, writing);
      case ATTACH -> attaching(draft, object, writing);
      case SHELL -> announcing(object);
      case ROW_SECURITY -> PolicyWriter.enable((Table) object);
      case NULL_DEFAULT -> DefaultWriter.nothing((Table) object, draft.key().address().subId());
      case PRE_DATA_END, POST_DATA_START -> List.of();
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
      case PresetObject _ -> List.of();
      case Relation relation -> creating(relation, writing);
      case TablePart part -> creating(part, writing);
    };
  }

  private static List<EntryText> creating(Relation relation, Writing writing) {
    return switch (relation) {
      case Table table -> TableWriter.entries(table, writing);
      case View view -> ViewWriter.entries(view, writing);
      case MaterializedView view -> ViewWriter.entries(view, writing);
      case Sequence sequence -> SequenceWriter.entries(sequence, writing);
    };
  }

  private static List<EntryText> creating(TablePart part, Writing writing) {
    return switch (part) {
      case ColumnDefault value -> DefaultWriter.entries(value, writing);
      case TableConstraint constraint -> ConstraintWriter.entries(constraint, writing);
      case Index index -> IndexWriter.entries(index, writing);
      case Trigger trigger -> TriggerWriter.entries(trigger, writing);
      case Rule rule -> RuleWriter.entries(rule, writing);
      case Policy policy -> PolicyWriter.entries(policy);
    };
  }

  private static List<EntryText> filling(Draft draft, CatalogObject object, Writing writing) {
    return switch (object) {
      case Table table -> TableDataWriter.rows(table, writing.catalog());
      case MaterializedView view -> TableDataWriter.refresh(view);
      case Sequence sequence -> SequenceWriter.value(sequence);
      case LargeObject _ -> List.of(LargeObjectWriter.contents());
      default -> throw unknown(draft);
    };
  }

  private static List<EntryText> attaching(Draft draft, CatalogObject object, Writing writing) {
    return switch (object) {
      case Table table -> TableDataWriter.attach(table, writing.catalog());
      case Index index -> IndexWriter.attach(index, writing);
      default -> throw unknown(draft);
    };
  }

  private static List<EntryText> announcing(CatalogObject object) {
    return object instanceof RangeType type ? List.of(TypeWriter.shell(type)) : List.of();
  }

  private static SyncException unknown(Draft draft) {
    return new SyncException(
        Reason.InternalError, "no writer for the draft \"%s\"".formatted(draft.key()), "");
  }
}
