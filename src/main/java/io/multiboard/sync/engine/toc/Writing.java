package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Catalog;
import io.multiboard.sync.engine.catalog.ObjectAddress;
import io.multiboard.sync.postgres.ServerVersion;

/// What a writer may look at beside its object. Immutable.
///
/// @param section of the entries that create the object at hand
record Writing(Catalog catalog, Repairs repairs, Section section) {
  /// The server that was read.
  ServerVersion server() {
    return catalog.database().server();
  }

  /// Whether a default or a check is a statement of its own.
  boolean isSeparate(ObjectAddress address) {
    return repairs.separate().contains(DraftKey.object(address));
  }

  /// Whether a view is created without its query at first.
  boolean isDummy(ObjectAddress address) {
    return repairs.dummies().contains(DraftKey.object(address));
  }
}
