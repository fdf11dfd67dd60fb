package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Catalog;
import io.multiboard.sync.engine.catalog.CatalogObject;
import io.multiboard.sync.engine.catalog.ObjectAddress;
import io.multiboard.sync.engine.catalog.ObjectFacts;
import io.multiboard.sync.engine.catalog.Schema;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Makes the drafts of a catalog: what is to be sorted, and what each needs.
final class Drafting {
  private final Catalog catalog;

  Drafting(Catalog catalog) {
    this.catalog = catalog;
  }

  List<Draft> drafts() {
    return catalog.objects().flatMap(this::drafts).toList();
  }

  private Stream<Draft> drafts(CatalogObject object) {
    return switch (object) {
      case Schema schema -> Stream.of(creating(schema, SortPriority.SCHEMA, "", Section.PRE_DATA));
    };
  }

  private Draft creating(
      CatalogObject object, SortPriority priority, String detail, Section section) {
    ObjectFacts facts = object.facts();
    return new Draft(
        DraftKey.object(object.address()),
        new SortPlace(
            priority,
            facts.schema().orElse(""),
            facts.name(),
            detail,
            object.address().objectOid()),
        Optional.of(object),
        section,
        catalogNeeds(object.address()));
  }

  /// What `pg_depend` says, through the objects that have no drafts of their own.
  private Set<DraftKey> catalogNeeds(ObjectAddress address) {
    Set<DraftKey> keys = new LinkedHashSet<>();
    catalog
        .dependencies()
        .nearest(address, near -> catalog.find(near).isPresent())
        .forEach(near -> keys.add(DraftKey.object(near)));
    return keys;
  }
}
