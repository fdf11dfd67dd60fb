package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.CatalogObject;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The unit that is sorted by dependencies; its entries are written afterwards, when it is known
/// how the loops were broken.
///
/// @param object what it is about; empty for the boundaries of the data section
/// @param section where its entries belong unless breaking a loop postpones them
/// @param needs the drafts that must come before
public record Draft(
    DraftKey key,
    SortPlace place,
    Optional<CatalogObject> object,
    Section section,
    Set<DraftKey> needs) {
  public Draft {
    needs = Set.copyOf(needs);
  }

  /// The same with one more need.
  public Draft needing(DraftKey other) {
    Set<DraftKey> all = new HashSet<>(needs);
    all.add(other);
    return new Draft(key, place, object, section, all);
  }

  /// The same without a need.
  public Draft needless(DraftKey other) {
    Set<DraftKey> all = new HashSet<>(needs);
    all.remove(other);
    return new Draft(key, place, object, section, all);
  }
}
