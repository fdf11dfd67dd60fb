package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Catalog;
import io.multiboard.sync.engine.catalog.MaterializedView;
import io.multiboard.sync.engine.catalog.ObjectAddress;
import io.multiboard.sync.engine.catalog.Rule;
import io.multiboard.sync.engine.catalog.View;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Which materialized views read which, through views: the order of REFRESH. Thread-safe.
final class Refreshes {
  private final Catalog catalog;

  Refreshes(Catalog catalog) {
    this.catalog = catalog;
  }

  /// Whether a copy can be filled: it was, and so was all that it reads.
  boolean isPopulated(MaterializedView view) {
    return view.populated() && readBy(view).stream().allMatch(MaterializedView::populated);
  }

  /// The materialized views that a materialized view reads, itself or through others and through
  /// views.
  Set<MaterializedView> readBy(MaterializedView view) {
    Set<MaterializedView> found = new LinkedHashSet<>();
    Set<ObjectAddress> seen = new LinkedHashSet<>();
    Deque<ObjectAddress> open = new ArrayDeque<>();
    open.add(view.address());
    while (!open.isEmpty()) {
      for (ObjectAddress read : readByQuery(open.poll())) {
        Optional<MaterializedView> materialized = catalog.find(read, MaterializedView.class);
        materialized.filter(other -> !other.equals(view)).ifPresent(found::add);
        if ((materialized.isPresent() || catalog.find(read, View.class).isPresent())
            && seen.add(read)) {
          open.add(read);
        }
      }
    }
    return found;
  }

  private Set<ObjectAddress> readByQuery(ObjectAddress relation) {
    Set<ObjectAddress> read = new LinkedHashSet<>();
    catalog.parts(relation, Rule.class).stream()
        .filter(Rule::viewQuery)
        .forEach(rule -> read.addAll(catalog.dependencies().direct(rule.address())));
    return read;
  }
}
