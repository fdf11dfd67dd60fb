package io.multiboard.sync.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.postgres.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkBoardTest {
  private static Work work(
      int id, Set<Integer> after, Set<Integer> exclusive, Set<Integer> shared, long cost) {
    Work.Job job = new Work.Job.Analyze(new QualifiedName("s", "t" + id));
    return new Work(id, job, after, exclusive, shared, cost);
  }

  private static int take(WorkBoard board) throws InterruptedException {
    return board.take().orElseThrow().id();
  }

  @Test
  void whatMostWaitsForComesFirst() throws InterruptedException {
    WorkBoard board =
        new WorkBoard(
            List.of(
                work(1, Set.of(), Set.of(), Set.of(), 10),
                work(2, Set.of(), Set.of(), Set.of(), 5),
                work(3, Set.of(2), Set.of(), Set.of(), 6),
                work(4, Set.of(), Set.of(), Set.of(), 1)));
    assertThat(take(board)).isEqualTo(2);
    assertThat(take(board)).isEqualTo(1);
    assertThat(take(board)).isEqualTo(4);
  }

  @Test
  void nothingComesBeforeWhatItNeeds() throws Exception {
    Work first = work(1, Set.of(), Set.of(), Set.of(), 1);
    WorkBoard board = new WorkBoard(List.of(first, work(2, Set.of(1, 99), Set.of(), Set.of(), 9)));
    assertThat(take(board)).isEqualTo(1);
    CompletableFuture<Optional<Work>> second = taken(board);
    Thread.sleep(50);
    assertThat(second).isNotDone();
    board.done(first);
    assertThat(second.get(30, TimeUnit.SECONDS)).map(Work::id).contains(2);
  }

  @Test
  void worksThatGetInEachOthersWayDoNotMeet() throws Exception {
    Work exclusive = work(1, Set.of(), Set.of(7), Set.of(), 9);
    Work shared = work(2, Set.of(), Set.of(), Set.of(7), 8);
    Work alsoShared = work(3, Set.of(), Set.of(), Set.of(7), 7);
    Work other = work(4, Set.of(), Set.of(8), Set.of(), 1);
    WorkBoard board = new WorkBoard(List.of(exclusive, shared, alsoShared, other));
    assertThat(take(board)).isEqualTo(1);
    assertThat(take(board)).isEqualTo(4);
    CompletableFuture<Optional<Work>> next = taken(board);
    Thread.sleep(50);
    assertThat(next).isNotDone();
    board.done(exclusive);
    assertThat(next.get(30, TimeUnit.SECONDS)).map(Work::id).contains(2);
    assertThat(take(board)).isEqualTo(3);
  }

  @Test
  void circlesAreBrokenAndTheEndIsSeenByAll() throws Exception {
    Work one = work(1, Set.of(2), Set.of(), Set.of(), 1);
    Work two = work(2, Set.of(1), Set.of(), Set.of(), 1);
    Work itself = work(3, Set.of(3), Set.of(), Set.of(), 5);
    WorkBoard board = new WorkBoard(List.of(one, two, itself));
    assertThat(take(board)).isEqualTo(3);
    board.done(itself);
    assertThat(take(board)).isEqualTo(1);
    board.done(one);
    assertThat(take(board)).isEqualTo(2);
    CompletableFuture<Optional<Work>> end = taken(board);
    board.done(two);
    assertThat(end.get(30, TimeUnit.SECONDS)).isEmpty();
    assertThat(board.take()).isEmpty();
  }

  private static CompletableFuture<Optional<Work>> taken(WorkBoard board) {
    CompletableFuture<Optional<Work>> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            result.complete(board.take());
          } catch (InterruptedException stopped) {
            result.completeExceptionally(stopped);
          }
        });
    return result;
  }
}
