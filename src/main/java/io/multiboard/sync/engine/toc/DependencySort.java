package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.ObjectAddress;
import io.multiboard.sync.engine.catalog.SystemCatalog;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Sorts drafts so that each comes after what it needs, and otherwise by kind and name, breaking
/// loops on the way: as pg_dump_sort.c. Deterministic.
final class DependencySort {
  /// Where loops are looked for first: pg_dump begins with relations, and which draft of a loop
  /// gives way depends on where one begins.
  private static final Comparator<ObjectAddress> SEARCH_ORDER =
      Comparator.comparing(
              (ObjectAddress address) -> address.classOid() != SystemCatalog.RELATION.oid())
          .thenComparing(Comparator.naturalOrder());

  private final DependencyGraph graph;
  private final LoopBreaker breaker;

  private DependencySort(List<Draft> drafts) {
    graph = new DependencyGraph(drafts);
    breaker = new LoopBreaker(graph);
  }

  /// The drafts in order with how loops were broken.
  record Sorted(List<Draft> drafts, Repairs repairs) {
    Sorted {
      drafts = List.copyOf(drafts);
    }
  }

  static Sorted sort(List<Draft> drafts) {
    return new DependencySort(bounded(drafts)).sorted();
  }

  private Sorted sorted() {
    Optional<List<Draft>> order = graph.order();
    while (order.isEmpty()) {
      breakLoops();
      order = graph.order();
    }
    return new Sorted(
        order.get().stream().filter(draft -> !draft.key().isBoundary()).toList(),
        breaker.repairs());
  }

  /// Breaks loops that have no draft in common: what breaks one may break the next.
  private void breakLoops() {
    BitSet left = graph.tangled();
    List<Integer> starts =
        left.stream()
            .boxed()
            .sorted(Comparator.comparing(place -> graph.draft(place).key().address(), SEARCH_ORDER))
            .toList();
    for (int start : starts) {
      if (left.get(start)) {
        List<Integer> loop = graph.loop(start, left);
        left.clear(start);
        if (!loop.isEmpty()) {
          loop.forEach(left::clear);
          breaker.broken(loop);
        }
      }
    }
  }

  /// The drafts, and between them the two boundaries that keep the sections apart.
  private static List<Draft> bounded(List<Draft> drafts) {
    Set<DraftKey> preData = new LinkedHashSet<>();
    Set<DraftKey> data = new LinkedHashSet<>(Set.of(DraftKey.PRE_DATA_END));
    List<Draft> bounded = new ArrayList<>();
    for (Draft draft : drafts) {
      switch (draft.section()) {
        case NONE, PRE_DATA -> {
          preData.add(draft.key());
          bounded.add(draft);
        }
        case DATA -> {
          data.add(draft.key());
          bounded.add(draft.needing(DraftKey.PRE_DATA_END));
        }
        case POST_DATA ->
            bounded.add(
                draft.within().isPresent() ? draft : draft.needing(DraftKey.POST_DATA_START));
      }
    }
    bounded.add(boundary(DraftKey.PRE_DATA_END, SortPriority.PRE_DATA_END, preData));
    bounded.add(boundary(DraftKey.POST_DATA_START, SortPriority.POST_DATA_START, data));
    return bounded;
  }

  private static Draft boundary(DraftKey key, SortPriority priority, Set<DraftKey> needs) {
    return new Draft(
        key,
        new SortPlace(priority, "", "", "", 0),
        Optional.empty(),
        Section.NONE,
        Optional.empty(),
        needs);
  }
}
