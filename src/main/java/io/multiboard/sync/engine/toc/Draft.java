package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.CatalogObject;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// The unit that is sorted by dependencies; its entries are written afterwards, when it is known
/// how the loops were broken.
///
/// @param object what it is about; empty for the boundaries of the data section
/// @param section where its entries belong unless breaking a loop postpones them
/// @param within the draft whose statement tells this one too (a table its default, a view its
///   query), as long as no loop forbids it; that draft needs this one, and this one must not name
///   it
/// @param needs the drafts that must come before
public record Draft(
    DraftKey key,
    SortPlace place,
    Optional<CatalogObject> object,
    Section section,
    Optional<DraftKey> within,
    Set<DraftKey> needs) {
  public Draft {
    // Keeps the order, unlike a copy: it decides which loop is found first.
    needs = Collections.unmodifiableSet(new LinkedHashSet<>(needs));
  }

  /// Whether it is about an object of a kind.
  boolean isOf(Class<? extends CatalogObject> kind) {
    return object.filter(kind::isInstance).isPresent();
  }

  /// The same with one more need.
  Draft needing(DraftKey other) {
    return needing(Set.of(other));
  }

  /// The same with more needs.
  Draft needing(Set<DraftKey> more) {
    Set<DraftKey> all = new LinkedHashSet<>(needs);
    all.addAll(more);
    return new Draft(key, place, object, section, within, all);
  }

  /// The same without a need.
  Draft needless(DraftKey other) {
    Set<DraftKey> all = new LinkedHashSet<>(needs);
    all.remove(other);
    return new Draft(key, place, object, section, within, all);
  }

  /// The same with other needs.
  Draft withNeeds(Set<DraftKey> others) {
    return new Draft(key, place, object, section, within, others);
  }

  /// The same told by another one's statement.
  Draft within(DraftKey whole) {
    return new Draft(key, place, object, section, Optional.of(whole), needless(whole).needs());
  }
}
