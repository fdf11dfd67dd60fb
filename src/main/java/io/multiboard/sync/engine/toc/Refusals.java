package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Catalog;
import io.multiboard.sync.engine.catalog.CatalogObject;
import io.multiboard.sync.engine.catalog.ObjectAddress;
import io.multiboard.sync.engine.catalog.TablePart;
import io.multiboard.sync.engine.catalog.UnsupportedObject;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Refuses what cannot be reproduced, so that a copy is whole or is none.
final class Refusals {
  /// How many objects a message names.
  private static final int NAMED = 10;

  private Refusals() {}

  static void check(Catalog catalog, TocOptions options) {
    Map<Boolean, List<UnsupportedObject>> unsupported =
        catalog.unsupported().stream()
            .collect(
                Collectors.partitioningBy(
                    object -> options.ignoredKinds().contains(object.kind())));
    checkNone(unsupported.getOrDefault(false, List.of()));
    checkNotNeeded(catalog, unsupported.getOrDefault(true, List.of()));
  }

  private static void checkNone(List<UnsupportedObject> refused) {
    if (!refused.isEmpty()) {
      throw new SyncException(
          Reason.UnsupportedObject,
          "the source has objects that cannot be reproduced: "
              + list(refused.stream().map(object -> "\"" + object.display() + "\"").toList()),
          remedy(refused));
    }
  }

  private static String remedy(List<UnsupportedObject> refused) {
    return refused.stream()
        .map(object -> "--ignore \"" + object.kind() + "\"")
        .distinct()
        .collect(Collectors.joining(" ", "to copy without them: ", ""));
  }

  /// What needs an ignored object could not be created on the target; better to say so now.
  private static void checkNotNeeded(Catalog catalog, List<UnsupportedObject> ignored) {
    Map<ObjectAddress, UnsupportedObject> lost = new HashMap<>();
    ignored.forEach(object -> object.address().ifPresent(address -> lost.put(address, object)));
    if (lost.isEmpty()) {
      return;
    }
    List<String> needs =
        catalog.objects().flatMap(object -> needs(catalog, object, lost)).distinct().toList();
    if (!needs.isEmpty()) {
      throw new SyncException(
          Reason.UnsupportedObject,
          "the source has objects that need ignored ones: " + list(needs),
          "");
    }
  }

  private static Stream<String> needs(
      Catalog catalog, CatalogObject object, Map<ObjectAddress, UnsupportedObject> lost) {
    return catalog
        .dependencies()
        .nearest(object.address(), near -> lost.containsKey(near) || catalog.find(near).isPresent())
        .stream()
        .flatMap(near -> Stream.ofNullable(lost.get(near)))
        .map(needed -> "\"" + name(object) + "\" needs \"" + needed.display() + "\"");
  }

  private static String name(CatalogObject object) {
    return object instanceof TablePart part ? Writing.relation(part) : object.facts().sqlName();
  }

  private static String list(List<String> texts) {
    String named = texts.stream().limit(NAMED).collect(Collectors.joining(", "));
    return texts.size() > NAMED ? named + " and " + (texts.size() - NAMED) + " more" : named;
  }
}
