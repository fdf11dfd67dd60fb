package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.CatalogObject;
import io.multiboard.sync.engine.catalog.ColumnDefault;
import io.multiboard.sync.engine.catalog.DomainConstraint;
import io.multiboard.sync.engine.catalog.MaterializedView;
import io.multiboard.sync.engine.catalog.Routine;
import io.multiboard.sync.engine.catalog.Rule;
import io.multiboard.sync.engine.catalog.TableConstraint;
import io.multiboard.sync.engine.catalog.View;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/// Breaks loops of needs as `repairDependencyLoop` of pg_dump_sort.c does, rule after rule; what
/// was done to whom is in [#repairs]. Not thread-safe.
final class LoopBreaker {
  private final DependencyGraph graph;
  private final Set<DraftKey> separate = new HashSet<>();
  private final Set<DraftKey> dummies = new HashSet<>();
  private final Set<DraftKey> postponed = new HashSet<>();

  LoopBreaker(DependencyGraph graph) {
    this.graph = graph;
    for (int place = 0; place < graph.size(); place++) {
      if (graph.draft(place).within().isEmpty()) {
        separate.add(graph.draft(place).key());
      }
    }
  }

  Repairs repairs() {
    return new Repairs(separate, dummies, postponed);
  }

  /// Breaks one loop, in which each needs the next and the last the first.
  void broken(List<Integer> loop) {
    if (viewBecomesDummy(loop)
        || goesAfterTheData(loop)
        || isToldSeparately(loop, TableConstraint.Check.class)
        || isToldSeparately(loop, ColumnDefault.class)
        || isToldSeparately(loop, DomainConstraint.class)) {
      return;
    }
    graph.remove(loop.getFirst(), loop.size() > 1 ? loop.get(1) : loop.getFirst());
  }

  private boolean viewBecomesDummy(List<Integer> loop) {
    OptionalInt rule = toldIn(loop, part -> part.isOf(Rule.class), whole -> whole.isOf(View.class));
    if (rule.isPresent()) {
      graph.draft(rule.getAsInt()).within().ifPresent(dummies::add);
      separate(rule.getAsInt());
    }
    return rule.isPresent();
  }

  private boolean isToldSeparately(List<Integer> loop, Class<? extends CatalogObject> kind) {
    OptionalInt part = toldIn(loop, draft -> draft.isOf(kind), _ -> true);
    part.ifPresent(this::separate);
    return part.isPresent();
  }

  /// The first draft of the loop that another one of it tells.
  private OptionalInt toldIn(List<Integer> loop, Predicate<Draft> part, Predicate<Draft> whole) {
    for (int at : loop) {
      Draft draft = graph.draft(at);
      boolean told =
          !separate.contains(draft.key())
              && part.test(draft)
              && draft.within().stream()
                  .flatMapToInt(key -> graph.place(key).stream())
                  .anyMatch(place -> loop.contains(place) && whole.test(graph.draft(place)));
      if (told) {
        return OptionalInt.of(at);
      }
    }
    return OptionalInt.empty();
  }

  /// Makes a part a statement of its own: after what told it, and after the data unless it is a
  /// default.
  private void separate(int part) {
    Draft draft = graph.draft(part);
    DraftKey whole = draft.within().orElseThrow();
    graph.place(whole).ifPresent(place -> graph.remove(place, part));
    graph.add(part, whole);
    if (draft.section() == Section.POST_DATA) {
      graph.add(part, DraftKey.POST_DATA_START);
    }
    separate.add(draft.key());
  }

  /// A materialized view may need a primary key (for its GROUP BY), and so may a routine: then they
  /// cannot come before the data.
  private boolean goesAfterTheData(List<Integer> loop) {
    if (loop.stream().noneMatch(place -> mayBePostponed(graph.draft(place)))) {
      return false;
    }
    int end = loop.indexOf(graph.place(DraftKey.PRE_DATA_END).orElseThrow());
    if (end < 0) {
      return false;
    }
    int next = loop.get((end + 1) % loop.size());
    graph.remove(loop.get(end), next);
    if (mayBePostponed(graph.draft(next))) {
      postponed.add(graph.draft(next).key());
    }
    return true;
  }

  private static boolean mayBePostponed(Draft draft) {
    return draft.key().role() == DraftKey.Role.OBJECT
        && (draft.isOf(MaterializedView.class) || draft.isOf(Routine.class));
  }
}
