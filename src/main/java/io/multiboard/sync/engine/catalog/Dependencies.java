package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// What needs what, by `pg_depend`, object by object: columns count as their relation. Immutable.
public final class Dependencies {
  private final Map<ObjectAddress, Set<ObjectAddress>> needs;

  private Dependencies(Map<ObjectAddress, Set<ObjectAddress>> needs) {
    this.needs = needs;
  }

  /// An object and one that it needs.
  record Edge(ObjectAddress object, ObjectAddress needed) {
    static Edge from(CatalogRow row) throws SQLException {
      return new Edge(
          new ObjectAddress(row.oid("class"), row.oid("object"), 0),
          new ObjectAddress(row.oid("needed_class"), row.oid("needed_object"), 0));
    }
  }

  static Dependencies of(List<Edge> edges) {
    Map<ObjectAddress, Set<ObjectAddress>> needs = new HashMap<>();
    for (Edge edge : edges) {
      needs.computeIfAbsent(edge.object(), _ -> new LinkedHashSet<>()).add(edge.needed());
    }
    return new Dependencies(needs);
  }

  /// What an object needs directly.
  public Set<ObjectAddress> direct(ObjectAddress object) {
    return Collections.unmodifiableSet(needs.getOrDefault(object, Set.of()));
  }

  /// The nearest known objects that an object needs: what is not known itself (row types, array
  /// types, TOAST tables) is passed through. Holds the object itself where it needs itself.
  public Set<ObjectAddress> nearest(ObjectAddress object, Predicate<ObjectAddress> known) {
    Set<ObjectAddress> found = new LinkedHashSet<>();
    Set<ObjectAddress> seen = new HashSet<>();
    Deque<ObjectAddress> open = new ArrayDeque<>(needs.getOrDefault(object, Set.of()));
    while (!open.isEmpty()) {
      ObjectAddress next = open.poll();
      if (!seen.add(next)) {
        continue;
      }
      if (known.test(next)) {
        found.add(next);
      } else {
        open.addAll(needs.getOrDefault(next, Set.of()));
      }
    }
    return found;
  }
}
