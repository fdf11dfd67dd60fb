package io.multiboard.sync.manifest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What is done with the conditions of a resource. Thread-safe.
public final class Conditions {
  private Conditions() {}

  /// The condition of a type.
  public static Optional<Condition> find(List<Condition> conditions, String type) {
    return conditions.stream().filter(each -> each.type().equals(type)).findFirst();
  }

  /// Whether the condition of a type is there and holds.
  public static boolean holds(List<Condition> conditions, String type) {
    return find(conditions, type).filter(Condition::holds).isPresent();
  }

  /// New ones beside the others, in the order of their types. A status that has not changed keeps
  /// the time of its last change.
  ///
  /// @param gone types that are not said any more
  public static List<Condition> merge(
      List<Condition> before, List<Condition> now, Set<String> gone) {
    var merged =
        before.stream()
            .filter(each -> !gone.contains(each.type()))
            .collect(Collectors.toMap(Condition::type, each -> each, (a, b) -> b, TreeMap::new));
    for (Condition each : now) {
      merged.merge(each.type(), each, Conditions::follow);
    }
    return List.copyOf(merged.values());
  }

  /// Those of some types.
  public static List<Condition> only(List<Condition> all, Set<String> types) {
    return all.stream().filter(each -> types.contains(each.type())).toList();
  }

  private static Condition follow(Condition old, Condition now) {
    return old.status() == now.status() ? now.since(old.lastTransitionTime()) : now;
  }
}
