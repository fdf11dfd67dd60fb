package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Catalog;
import io.multiboard.sync.engine.catalog.ColumnDefault;
import io.multiboard.sync.engine.catalog.Index;
import io.multiboard.sync.engine.catalog.ObjectAddress;
import io.multiboard.sync.engine.catalog.Policy;
import io.multiboard.sync.engine.catalog.Relation;
import io.multiboard.sync.engine.catalog.Rule;
import io.multiboard.sync.engine.catalog.Table;
import io.multiboard.sync.engine.catalog.TableConstraint;
import io.multiboard.sync.engine.catalog.TablePart;
import io.multiboard.sync.engine.catalog.Trigger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The drafts of what belongs to relations. Thread-safe.
final class TablePartDrafts {
  private final DraftMaker maker;
  private final Catalog catalog;
  private final Map<ObjectAddress, List<Index>> attached = new HashMap<>();

  TablePartDrafts(DraftMaker maker) {
    this.maker = maker;
    this.catalog = maker.catalog();
    catalog
        .objects(Index.class)
        .forEach(index ->
            parent(index)
                .ifPresent(parent ->
                    attached.computeIfAbsent(parent.address(), _ -> new ArrayList<>()).add(index)));
  }

  Stream<Draft> drafts(TablePart part) {
    return switch (part) {
      case ColumnDefault value ->
          Stream.of(
              told(
                  value,
                  maker.creating(
                      value,
                      SortPriority.COLUMN_DEFAULT,
                      "%05d".formatted(value.number()),
                      Section.PRE_DATA)));
      case TableConstraint constraint -> Stream.of(draft(constraint));
      case Index index -> drafts(index);
      case Trigger trigger -> Stream.of(after(trigger, SortPriority.TRIGGER));
      case Rule rule -> Stream.of(told(rule, after(rule, SortPriority.RULE)));
      case Policy policy -> Stream.of(after(policy, SortPriority.POLICY));
    };
  }

  private Draft draft(TableConstraint constraint) {
    return switch (constraint) {
      case TableConstraint.ForeignKey key ->
          after(key, SortPriority.FOREIGN_KEY).needing(attachments(key.index()));
      case TableConstraint.Check check -> told(check, after(check, SortPriority.CONSTRAINT));
      case TableConstraint.Key key -> after(key, SortPriority.CONSTRAINT);
      case TableConstraint.UncheckedNotNull notNull -> after(notNull, SortPriority.CONSTRAINT);
    };
  }

  /// A draft of the post-data section, after its relation.
  private Draft after(TablePart part, SortPriority priority) {
    return maker
        .creating(part, priority, part.relationName(), Section.POST_DATA)
        .needing(DraftKey.object(part.relation()));
  }

  /// The draft, told by its relation's statement where that can tell it.
  private Draft told(TablePart part, Draft draft) {
    Optional<Relation> relation = catalog.find(part.relation(), Relation.class);
    return relation.isPresent() && RelationDrafts.tellable(relation.get(), part)
        ? draft.within(DraftKey.object(part.relation()))
        : draft;
  }

  private Stream<Draft> drafts(Index index) {
    Draft create =
        maker.creating(index, SortPriority.INDEX, index.relationName(), Section.POST_DATA);
    return isAttached(index)
        ? Stream.of(create, attach(index, parent(index).orElseThrow()))
        : Stream.of(create);
  }

  /// Whether an index must be attached to one of its table's parent.
  private boolean isAttached(Index index) {
    return parent(index).isPresent()
        && catalog.find(index.relation(), Table.class).filter(Table::isPartition).isPresent();
  }

  private Optional<Index> parent(Index index) {
    return index.parent().flatMap(parent -> catalog.find(parent, Index.class));
  }

  private Draft attach(Index index, Index parent) {
    return maker.other(
        DraftKey.attach(index.address()),
        index,
        SortPriority.INDEX_ATTACH,
        Section.POST_DATA,
        Set.of(
            DraftKey.object(index.address()),
            DraftKey.object(parent.address()),
            DraftKey.object(index.relation()),
            DraftKey.object(parent.relation())));
  }

  /// A foreign key to a partitioned table needs all indexes of the partitions attached, since only
  /// then the partitioned index is valid.
  private Set<DraftKey> attachments(ObjectAddress index) {
    Set<DraftKey> keys = new LinkedHashSet<>();
    for (Index child : attached.getOrDefault(index, List.of())) {
      keys.add(DraftKey.attach(child.address()));
      keys.addAll(attachments(child.address()));
    }
    return keys;
  }
}
