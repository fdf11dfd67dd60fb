package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Catalog;
import io.multiboard.sync.engine.catalog.Column;
import io.multiboard.sync.engine.catalog.ColumnDefault;
import io.multiboard.sync.engine.catalog.MaterializedView;
import io.multiboard.sync.engine.catalog.ObjectAddress;
import io.multiboard.sync.engine.catalog.Relation;
import io.multiboard.sync.engine.catalog.Rule;
import io.multiboard.sync.engine.catalog.Sequence;
import io.multiboard.sync.engine.catalog.Table;
import io.multiboard.sync.engine.catalog.TableConstraint;
import io.multiboard.sync.engine.catalog.TablePart;
import io.multiboard.sync.engine.catalog.View;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The drafts of relations: one creates, others fill, attach, and do what CREATE cannot say.
/// Thread-safe.
final class RelationDrafts {
  private final DraftMaker maker;
  private final Catalog catalog;
  private final Refreshes refreshes;

  RelationDrafts(DraftMaker maker) {
    this.maker = maker;
    this.catalog = maker.catalog();
    this.refreshes = new Refreshes(catalog);
  }

  Stream<Draft> drafts(Relation relation) {
    return switch (relation) {
      case Table table -> drafts(table);
      case View view -> Stream.of(creating(view));
      case MaterializedView view -> drafts(view);
      case Sequence sequence -> drafts(sequence);
    };
  }

  private Stream<Draft> drafts(Table table) {
    return Stream.of(
            Stream.of(creating(table)),
            data(table),
            attach(table),
            rowSecurity(table),
            nullDefaults(table))
        .flatMap(each -> each);
  }

  /// A relation needs what its statement tells: defaults, checks, the query of a view.
  private Draft creating(Relation relation) {
    Set<DraftKey> told = new LinkedHashSet<>();
    catalog.parts(relation.address(), TablePart.class).stream()
        .filter(part -> tellable(relation, part))
        .forEach(part -> told.add(DraftKey.object(part.address())));
    return maker.creating(relation, SortPriority.RELATION, Section.PRE_DATA).needing(told);
  }

  /// Whether the statement that creates a relation can tell a part of it too.
  static boolean tellable(Relation relation, TablePart part) {
    return switch (part) {
      case ColumnDefault value ->
          relation instanceof Table table
              && (value.generated() || table.declares(table.columns().get(value.number() - 1)));
      case TableConstraint.Check check -> check.validated();
      case Rule rule -> rule.viewQuery();
      default -> false;
    };
  }

  private Stream<Draft> data(Table table) {
    if (!catalog.hasRows(table)) {
      return Stream.empty();
    }
    return Stream.of(filling(table, SortPriority.TABLE_DATA, Section.DATA, presetKeys(table)));
  }

  /// The rows that an extension's tables refer to go before: their foreign keys are there already.
  private Set<DraftKey> presetKeys(Table table) {
    if (table.facts().extension().isEmpty()) {
      return Set.of();
    }
    return catalog.parts(table.address(), TableConstraint.ForeignKey.class).stream()
        .map(TableConstraint.ForeignKey::referenced)
        .filter(referenced -> !referenced.equals(table.address()))
        .map(DraftKey::data)
        .collect(Collectors.toSet());
  }

  private Draft filling(
      Relation relation, SortPriority priority, Section section, Set<DraftKey> more) {
    Set<DraftKey> needs = new LinkedHashSet<>(more);
    needs.add(DraftKey.object(relation.address()));
    return maker.other(DraftKey.data(relation.address()), relation, priority, section, needs);
  }

  private Stream<Draft> attach(Table table) {
    return table.isPartition() && catalog.find(table.parents().getFirst()).isPresent()
        ? Stream.of(
            maker.other(
                DraftKey.attach(table.address()),
                table,
                SortPriority.TABLE_ATTACH,
                Section.PRE_DATA,
                Set.of(
                    DraftKey.object(table.address()), DraftKey.object(table.parents().getFirst()))))
        : Stream.empty();
  }

  private Stream<Draft> rowSecurity(Table table) {
    return table.rowSecurity().enabled()
        ? Stream.of(
            maker.other(
                new DraftKey(DraftKey.Role.ROW_SECURITY, table.address()),
                table,
                SortPriority.POLICY,
                Section.POST_DATA,
                Set.of(DraftKey.object(table.address()))))
        : Stream.empty();
  }

  private Stream<Draft> nullDefaults(Table table) {
    Inheritance inheritance = new Inheritance(catalog, table);
    return table.liveColumns().stream()
        .filter(column -> !table.declares(column) && inheritance.takesDefaultAway(column))
        .map(column -> nullDefault(table, column));
  }

  private Draft nullDefault(Table table, Column column) {
    ObjectAddress address = table.address().column(column.number());
    return maker.other(
        new DraftKey(DraftKey.Role.NULL_DEFAULT, address),
        table,
        SortPriority.COLUMN_DEFAULT,
        Section.PRE_DATA,
        Set.of(DraftKey.object(table.address())));
  }

  private Stream<Draft> drafts(MaterializedView view) {
    Draft create = creating(view);
    if (!refreshes.isPopulated(view) || view.facts().extension().isPresent()) {
      return Stream.of(create);
    }
    Set<DraftKey> others = new LinkedHashSet<>();
    refreshes.readBy(view).forEach(other -> others.add(DraftKey.data(other.address())));
    return Stream.of(create, filling(view, SortPriority.REFRESH, Section.POST_DATA, others));
  }

  private Stream<Draft> drafts(Sequence sequence) {
    Draft create = creating(sequence);
    return catalog.isPreset(sequence) || sequence.value().isEmpty()
        ? Stream.of(create)
        : Stream.of(create, filling(sequence, SortPriority.SEQUENCE_SET, Section.DATA, Set.of()));
  }
}
