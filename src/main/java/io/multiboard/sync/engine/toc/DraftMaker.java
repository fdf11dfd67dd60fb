package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Catalog;
import io.multiboard.sync.engine.catalog.CatalogObject;
import io.multiboard.sync.engine.catalog.ObjectAddress;
import io.multiboard.sync.engine.catalog.ObjectFacts;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Makes single drafts. Thread-safe.
final class DraftMaker {
  private final Catalog catalog;

  DraftMaker(Catalog catalog) {
    this.catalog = catalog;
  }

  Catalog catalog() {
    return catalog;
  }

  /// The draft that creates an object, needing what `pg_depend` says.
  Draft creating(CatalogObject object, SortPriority priority, Section section) {
    return creating(object, priority, "", section);
  }

  /// The same for objects whose schema and name are not theirs alone.
  ///
  /// @param detail what tells objects of equal names apart
  Draft creating(CatalogObject object, SortPriority priority, String detail, Section section) {
    return new Draft(
        DraftKey.object(object.address()),
        place(object.facts(), priority, detail),
        Optional.of(object),
        section,
        Optional.empty(),
        needs(object.address()));
  }

  /// A draft that does something else for an object than create it, needing these drafts.
  Draft other(
      DraftKey key,
      CatalogObject object,
      SortPriority priority,
      Section section,
      Set<DraftKey> needs) {
    return new Draft(
        key,
        place(object.facts(), priority, ""),
        Optional.of(object),
        section,
        Optional.empty(),
        needs);
  }

  /// What `pg_depend` says, through the objects that have no drafts of their own.
  private Set<DraftKey> needs(ObjectAddress address) {
    Set<DraftKey> keys = new LinkedHashSet<>();
    catalog
        .dependencies()
        .nearest(address, near -> catalog.find(near).isPresent())
        .forEach(near -> keys.add(DraftKey.object(near)));
    keys.remove(DraftKey.object(address));
    return keys;
  }

  private static SortPlace place(ObjectFacts facts, SortPriority priority, String detail) {
    return new SortPlace(
        priority, facts.schema().orElse(""), facts.name(), detail, facts.address().objectOid());
  }
}
