package io.multiboard.sync.engine.toc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/// Sorts drafts so that each comes after what it needs, and otherwise by kind and name. The order is
/// that of pg_dump_sort.c (`TopoSort`): filled from the end, at each step with the last of those drafts
/// by kind and name that nothing left needs. Deterministic.
final class DependencySort {
  private final Map<DraftKey, Integer> positions = new HashMap<>();
  private final List<Draft> drafts;
  private final List<Set<Integer>> needs = new ArrayList<>();

  private DependencySort(List<Draft> drafts) {
    this.drafts = drafts.stream().sorted((one, other) -> one.place().compareTo(other.place())).toList();
    for (int at = 0; at < this.drafts.size(); at++) {
      positions.put(this.drafts.get(at).key(), at);
    }
    for (Draft draft : this.drafts) {
      needs.add(positionsOf(draft));
    }
  }

  /// The drafts in order with how loops were broken.
  record Sorted(List<Draft> drafts, Repairs repairs) {
    Sorted {
      drafts = List.copyOf(drafts);
    }
  }

  static Sorted sort(List<Draft> drafts) {
    DependencySort sort = new DependencySort(drafts);
    return new Sorted(sort.ordered(), new Repairs(Set.of(), Set.of(), Set.of()));
  }

  private Set<Integer> positionsOf(Draft draft) {
    Set<Integer> found = new LinkedHashSet<>();
    for (DraftKey key : draft.needs()) {
      Integer position = positions.get(key);
      if (position != null) {
        found.add(position);
      }
    }
    return found;
  }

  private List<Draft> ordered() {
    int[] users = new int[drafts.size()];
    needs.forEach(each -> each.forEach(position -> users[position]++));
    PriorityQueue<Integer> free = new PriorityQueue<>(Collections.reverseOrder());
    for (int at = 0; at < users.length; at++) {
      if (users[at] == 0) {
        free.add(at);
      }
    }
    Map<Integer, Draft> backwards = new LinkedHashMap<>();
    for (Integer last = free.poll(); last != null; last = free.poll()) {
      backwards.put(last, drafts.get(last));
      for (int needed : needs.get(last)) {
        if (--users[needed] == 0) {
          free.add(needed);
        }
      }
    }
    return new ArrayList<>(backwards.values()).reversed();
  }
}
