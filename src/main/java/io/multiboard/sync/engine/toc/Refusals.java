package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Catalog;
import io.multiboard.sync.engine.catalog.UnsupportedObject;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.util.List;
import java.util.stream.Collectors;

/// Refuses what cannot be reproduced, so that a copy is whole or is none.
final class Refusals {
  /// How many objects a message names.
  private static final int NAMED = 10;

  private Refusals() {}

  static void check(Catalog catalog, TocOptions options) {
    List<UnsupportedObject> refused =
        catalog.unsupported().stream()
            .filter(object -> !options.ignoredKinds().contains(object.kind()))
            .toList();
    if (!refused.isEmpty()) {
      throw new SyncException(Reason.UnsupportedObject, message(refused), remedy(refused));
    }
  }

  private static String message(List<UnsupportedObject> refused) {
    String named =
        refused.stream()
            .limit(NAMED)
            .map(object -> "\"" + object.display() + "\"")
            .collect(Collectors.joining(", "));
    String more = refused.size() > NAMED ? " and " + (refused.size() - NAMED) + " more" : "";
    return "the source has objects that cannot be reproduced: " + named + more;
  }

  private static String remedy(List<UnsupportedObject> refused) {
    String kinds =
        refused.stream()
            .map(object -> "--ignore \"" + object.kind() + "\"")
            .distinct()
            .collect(Collectors.joining(" "));
    return "to copy without them: " + kinds;
  }
}
