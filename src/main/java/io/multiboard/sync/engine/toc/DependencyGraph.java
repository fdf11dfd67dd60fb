package io.multiboard.sync.engine.toc;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/// Drafts by their places, from 0 in the order of kind and name, with what each needs. Needs change
/// while loops are broken. Not thread-safe.
final class DependencyGraph {
  private final List<Draft> drafts;
  private final Map<DraftKey, Integer> places = new HashMap<>();
  private final List<Set<Integer>> needs = new ArrayList<>();

  DependencyGraph(List<Draft> unsorted) {
    drafts =
        unsorted.stream().sorted((one, other) -> one.place().compareTo(other.place())).toList();
    for (int at = 0; at < drafts.size(); at++) {
      places.put(drafts.get(at).key(), at);
    }
    for (Draft draft : drafts) {
      Set<Integer> found = new TreeSet<>();
      draft.needs().forEach(key -> place(key).ifPresent(found::add));
      needs.add(found);
    }
  }

  int size() {
    return drafts.size();
  }

  Draft draft(int place) {
    return drafts.get(place);
  }

  OptionalInt place(DraftKey key) {
    Integer place = places.get(key);
    return place == null ? OptionalInt.empty() : OptionalInt.of(place);
  }

  Set<Integer> needs(int place) {
    return Collections.unmodifiableSet(needs.get(place));
  }

  void add(int place, DraftKey needed) {
    place(needed).ifPresent(needs.get(place)::add);
  }

  void remove(int place, int needed) {
    needs.get(place).remove(needed);
  }

  /// The order, or nothing where there are loops: filled from the end, at each step with the last
  /// of those drafts by place that no draft left needs (`TopoSort` of pg_dump_sort.c).
  Optional<List<Draft>> order() {
    List<Draft> backwards = new ArrayList<>(drafts.size());
    peel(place -> backwards.add(asItStands(place)));
    return backwards.size() == drafts.size() ? Optional.of(backwards.reversed()) : Optional.empty();
  }

  /// A draft with its needs as they are now.
  private Draft asItStands(int place) {
    Set<DraftKey> keys = new LinkedHashSet<>();
    needs.get(place).forEach(needed -> keys.add(drafts.get(needed).key()));
    return drafts.get(place).withNeeds(keys);
  }

  /// The drafts that are in loops, and those between loops.
  BitSet tangled() {
    BitSet left = new BitSet();
    left.set(0, drafts.size());
    peel(left::clear);
    int before;
    do {
      before = left.cardinality();
      left.stream()
          .filter(place -> needs.get(place).stream().noneMatch(left::get))
          .forEach(left::clear);
    } while (left.cardinality() < before);
    return left;
  }

  private void peel(IntConsumer taken) {
    int[] users = new int[drafts.size()];
    needs.forEach(each -> each.forEach(place -> users[place]++));
    PriorityQueue<Integer> free = new PriorityQueue<>(Collections.reverseOrder());
    for (int place = 0; place < users.length; place++) {
      if (users[place] == 0) {
        free.add(place);
      }
    }
    for (Integer last = free.poll(); last != null; last = free.poll()) {
      taken.accept(last);
      for (int needed : needs.get(last)) {
        users[needed]--;
        if (users[needed] == 0) {
          free.add(needed);
        }
      }
    }
  }

  /// The shortest loop through a place among these drafts, beginning with it, each needing the next
  /// and the last needing the first; nothing where there is none.
  List<Integer> loop(int start, BitSet among) {
    Map<Integer, Integer> cameFrom = new HashMap<>();
    List<Integer> open = new ArrayList<>(List.of(start));
    for (int at = 0; at < open.size(); at++) {
      int here = open.get(at);
      for (int needed : needs.get(here)) {
        if (needed == start) {
          return path(start, here, cameFrom);
        }
        if (among.get(needed) && cameFrom.putIfAbsent(needed, here) == null) {
          open.add(needed);
        }
      }
    }
    return List.of();
  }

  private static List<Integer> path(int start, int end, Map<Integer, Integer> cameFrom) {
    List<Integer> backwards = new ArrayList<>();
    Integer here = end;
    while (here != null && here != start) {
      backwards.add(here);
      here = cameFrom.get(here);
    }
    backwards.add(start);
    return backwards.reversed();
  }
}
