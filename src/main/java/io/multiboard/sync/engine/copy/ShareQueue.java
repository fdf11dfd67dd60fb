package io.multiboard.sync.engine.copy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Deals parts of tables to sessions. Each session has a lane of tables, so that as many tables
/// move at a time as there are sessions; the largest table goes to the emptiest lane, and who is
/// done with his own lane takes from the fullest. Parts that only the session with the locks can do
/// wait for that one. Thread-safe.
final class ShareQueue {
  /// One session's parts.
  private static final class Lane {
    final Deque<ExportPart> parts = new ArrayDeque<>();
    long bytes;
  }

  private final List<Lane> lanes = new ArrayList<>();
  private final Deque<ExportPart> forHolder = new ArrayDeque<>();
  private int others;

  /// @param works what belongs together, such as the parts of one table, in their order
  /// @param jobs the number of sessions; the one that holds the locks is number 0
  ShareQueue(List<List<ExportPart>> works, int jobs) {
    others = jobs - 1;
    for (int job = 0; job < jobs; job++) {
      lanes.add(new Lane());
    }
    works.stream()
        .sorted(Comparator.comparingLong(ShareQueue::bytes).reversed())
        .forEach(this::add);
  }

  private void add(List<ExportPart> work) {
    Lane emptiest = lanes.stream().min(Comparator.comparingLong(lane -> lane.bytes)).orElseThrow();
    emptiest.parts.addAll(work);
    emptiest.bytes += bytes(work);
  }

  private static long bytes(Collection<ExportPart> parts) {
    return parts.stream().mapToLong(ExportPart::bytes).sum();
  }

  /// The next part for a session that did not take the snapshot.
  synchronized Optional<ExportPart> next(int job) {
    return Optional.ofNullable(lanes.get(job).parts.poll()).or(this::fromTheFullest);
  }

  private Optional<ExportPart> fromTheFullest() {
    return lanes.stream()
        .filter(lane -> !lane.parts.isEmpty())
        .max(Comparator.comparingLong(lane -> bytes(lane.parts)))
        .map(lane -> lane.parts.poll());
  }

  /// The next part for the session that holds the locks; waits while others may still leave it
  /// some.
  synchronized Optional<ExportPart> nextForHolder() throws InterruptedException {
    while (true) {
      Optional<ExportPart> next = Optional.ofNullable(forHolder.poll()).or(() -> next(0));
      if (next.isPresent() || others == 0) {
        return next;
      }
      wait();
    }
  }

  /// Leaves a part to the session that holds the locks.
  synchronized void leaveToHolder(ExportPart part) {
    forHolder.add(part);
    notifyAll();
  }

  /// One of the other sessions takes no more parts.
  synchronized void otherIsDone() {
    others--;
    notifyAll();
  }
}
