package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Aggregate;
import io.multiboard.sync.engine.catalog.Catalog;
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
import io.multiboard.sync.engine.catalog.ObjectAddress;
import io.multiboard.sync.engine.catalog.PresetObject;
import io.multiboard.sync.engine.catalog.RangeType;
import io.multiboard.sync.engine.catalog.Relation;
import io.multiboard.sync.engine.catalog.Routine;
import io.multiboard.sync.engine.catalog.Schema;
import io.multiboard.sync.engine.catalog.SystemCatalog;
import io.multiboard.sync.engine.catalog.TablePart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the drafts of a catalog: what is to be sorted, and what each needs.
final class Drafting {
  private final Catalog catalog;
  private final DraftMaker maker;
  private final RelationDrafts relations;
  private final TablePartDrafts parts;

  /// The canonical functions of range types, with those types.
  private final Map<ObjectAddress, ObjectAddress> shells;

  private final Optional<LargeObject> firstLargeObject;

  Drafting(Catalog catalog) {
    this.catalog = catalog;
    this.maker = new DraftMaker(catalog);
    this.relations = new RelationDrafts(maker);
    this.parts = new TablePartDrafts(maker);
    this.firstLargeObject = catalog.objects(LargeObject.class).findFirst();
    this.shells = new HashMap<>();
    catalog
        .objects(RangeType.class)
        .forEach(range ->
            range
                .canonicalRoutine()
                .filter(routine -> catalog.find(routine).isPresent())
                .ifPresent(routine -> shells.put(routine, range.address())));
  }

  List<Draft> drafts() {
    return catalog.objects().flatMap(this::drafts).toList();
  }

  private Stream<Draft> drafts(CatalogObject object) {
    return switch (object) {
      case Relation relation -> relations.drafts(relation);
      case TablePart part -> parts.drafts(part);
      case Schema _ -> preData(object, SortPriority.SCHEMA, "");
      case CollationObject _ -> preData(object, SortPriority.COLLATION, "");
      case Extension _ -> preData(object, SortPriority.EXTENSION, "");
      case EnumType _, CompositeType _ -> preData(object, SortPriority.TYPE, "");
      case RangeType range -> range(range);
      case Domain domain -> Stream.of(domain(domain));
      case DomainConstraint constraint -> Stream.of(constraint(constraint));
      case Routine routine -> Stream.of(routine(routine));
      case Aggregate aggregate ->
          preData(object, SortPriority.AGGREGATE, aggregate.signature().typeList());
      case PresetObject preset -> Stream.of(preset(preset));
      case LargeObject large -> largeObject(large);
      case ExtendedStatistics _ ->
          Stream.of(maker.creating(object, SortPriority.STATISTICS, "", Section.POST_DATA));
      case DefaultPrivileges defaults ->
          Stream.of(
              maker.creating(
                  object,
                  SortPriority.DEFAULT_PRIVILEGES,
                  defaults.facts().owner(),
                  Section.POST_DATA));
    };
  }

  private Stream<Draft> preData(CatalogObject object, SortPriority priority, String detail) {
    return Stream.of(maker.creating(object, priority, detail, Section.PRE_DATA));
  }

  /// A range type whose canonical function is to be created needs that function, which needs the
  /// type: the type's shell goes first.
  private Stream<Draft> range(RangeType range) {
    Draft type = maker.creating(range, SortPriority.TYPE, "", Section.PRE_DATA);
    if (range.canonicalRoutine().filter(shells::containsKey).isEmpty()) {
      return Stream.of(type);
    }
    DraftKey shell = DraftKey.shell(range.address());
    Set<DraftKey> schema = needsOf(type, SystemCatalog.SCHEMA);
    return Stream.of(
        new Draft(shell, type.place(), type.object(), type.section(), Optional.empty(), schema),
        type.needing(shell));
  }

  /// Its script creates it whole, so it needs nothing but its extension.
  private Draft preset(PresetObject object) {
    Draft draft = maker.creating(object, SortPriority.EXTENSION, "", Section.PRE_DATA);
    return draft.withNeeds(needsOf(draft, SystemCatalog.EXTENSION));
  }

  private static Set<DraftKey> needsOf(Draft draft, SystemCatalog catalog) {
    return draft.needs().stream()
        .filter(need -> need.address().classOid() == catalog.oid())
        .collect(Collectors.toSet());
  }

  private Draft routine(Routine routine) {
    Draft draft =
        maker.creating(
            routine, SortPriority.ROUTINE, routine.signature().typeList(), Section.PRE_DATA);
    return Optional.ofNullable(shells.get(routine.address()))
        .map(type -> draft.needless(DraftKey.object(type)).needing(DraftKey.shell(type)))
        .orElse(draft);
  }

  /// A domain is created with its valid constraints, so it needs what they need.
  private Draft domain(Domain domain) {
    Draft draft = maker.creating(domain, SortPriority.TYPE, "", Section.PRE_DATA);
    return catalog
        .domainConstraints(domain)
        .filter(DomainConstraint::validated)
        .map(constraint -> DraftKey.object(constraint.address()))
        .reduce(draft, Draft::needing, (one, _) -> one);
  }

  private Draft constraint(DomainConstraint constraint) {
    Draft draft =
        maker.creating(
            constraint, SortPriority.CONSTRAINT, constraint.domainName(), Section.POST_DATA);
    return constraint.validated() ? draft.within(DraftKey.object(constraint.domain())) : draft;
  }

  private Stream<Draft> largeObject(LargeObject large) {
    Draft one = maker.creating(large, SortPriority.LARGE_OBJECT, "", Section.PRE_DATA);
    if (!firstLargeObject.equals(Optional.of(large))) {
      return Stream.of(one);
    }
    SortPlace place = new SortPlace(SortPriority.LARGE_OBJECT_DATA, "", "", "", 0);
    Draft contents =
        new Draft(
            DraftKey.data(large.address()),
            place,
            one.object(),
            Section.DATA,
            Optional.empty(),
            Set.of(one.key()));
    return Stream.of(one, contents);
  }
}
