package io.multiboard.sync.engine.restore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Deals works to the sessions that ask: never before what they need, never two that get in each
/// other's way, and of those that are possible the one that most is waiting for, so that no session
/// is left with a long chain at the end. Thread-safe.
final class WorkBoard {
  private final Map<Integer, Work> waiting = new HashMap<>();
  private final Map<Integer, Integer> missing = new HashMap<>();
  private final Map<Integer, List<Work>> dependents = new HashMap<>();
  private final Map<Integer, Long> urgency = new HashMap<>();
  private int idle;
  private final Set<Work> running = new HashSet<>();
  private final TreeSet<Work> ready =
      new TreeSet<>(
          Comparator.comparingLong((Work work) -> urgency.getOrDefault(work.id(), 0L))
              .reversed()
              .thenComparingInt(Work::id));

  WorkBoard(List<Work> works) {
    works.forEach(work -> waiting.put(work.id(), work));
    for (Work work : works) {
      Set<Integer> needed = new HashSet<>(work.after());
      needed.retainAll(waiting.keySet());
      needed.remove(work.id());
      missing.put(work.id(), needed.size());
      needed.forEach(id -> dependents.computeIfAbsent(id, key -> new ArrayList<>()).add(work));
    }
    works.reversed().forEach(this::rate);
    works.stream().filter(work -> missing.getOrDefault(work.id(), 0) == 0).forEach(this::makeReady);
  }

  private void makeReady(Work work) {
    waiting.remove(work.id());
    ready.add(work);
  }

  /// The next work; waits while all that is left waits for others; empty when nothing is left.
  synchronized Optional<Work> take() throws InterruptedException {
    while (true) {
      breakCircle();
      Optional<Work> next =
          ready.stream()
              .filter(work -> running.stream().noneMatch(work::conflictsWith))
              .findFirst();
      if (next.isPresent()) {
        ready.remove(next.get());
        running.add(next.get());
        return next;
      }
      if (ready.isEmpty() && waiting.isEmpty()) {
        idle++;
        return Optional.empty();
      }
      idle++;
      wait();
      idle--;
    }
  }

  /// How many sessions have nothing to do at the moment.
  synchronized int idle() {
    return idle;
  }

  /// An archive that makes entries wait for each other gets them in the order of their numbers, and
  /// whatever the server says to that.
  private void breakCircle() {
    if (ready.isEmpty() && running.isEmpty() && !waiting.isEmpty()) {
      waiting.values().stream().min(Comparator.comparingInt(Work::id)).ifPresent(this::makeReady);
    }
  }

  /// Says that a work is done.
  synchronized void done(Work work) {
    running.remove(work);
    for (Work dependent : dependents.getOrDefault(work.id(), List.of())) {
      boolean last = missing.merge(dependent.id(), -1, Integer::sum) == 0;
      if (last && waiting.containsKey(dependent.id())) {
        makeReady(dependent);
      }
    }
    notifyAll();
  }

  /// The cost of the work and of the costliest chain that waits for it. Dependents stand later in
  /// the list than what they need, as in a table of contents; where they do not, this is a lower
  /// bound.
  private void rate(Work work) {
    long longest = 0;
    for (Work dependent : dependents.getOrDefault(work.id(), List.of())) {
      longest = Math.max(longest, urgency.getOrDefault(dependent.id(), 0L));
    }
    urgency.put(work.id(), work.cost() + longest);
  }
}
