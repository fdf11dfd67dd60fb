package io.multiboard.sync.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProgressBoardTest {
  private static final long MEGABYTE = 1_000_000;

  private long nanos;
  private final ProgressBoard board =
      new ProgressBoard(Set.of(Stage.Export, Stage.Import), () -> nanos);

  private Picture after(int seconds) {
    nanos += Duration.ofSeconds(seconds).toNanos();
    return board.picture();
  }

  private void plan(Stage stage) {
    board.accept(new SyncEvent.StageStarted(stage));
    board.accept(new SyncEvent.Planned(stage, 2, 1000, 100 * MEGABYTE));
  }

  @Test
  void countsBothHalves() {
    plan(Stage.Export);
    plan(Stage.Import);
    board.accept(new SyncEvent.TableStarted(Stage.Export, "public.part", 500, 50 * MEGABYTE));
    board.accept(new SyncEvent.TableFinished(Stage.Export, "public.part", 500, 40 * MEGABYTE));
    Picture picture = after(1);
    assertThat(picture.done()).isBetween(0.24, 0.26);
    assertThat(picture.stage()).isEqualTo("Export + Import");
    assertThat(picture.halves()).extracting(HalfShown::tables).containsExactly(1, 0);
  }

  @Test
  void aTableIsNotDoneBeforeItIsDone() {
    plan(Stage.Export);
    board.accept(new SyncEvent.TableStarted(Stage.Export, "public.part", 500, 50 * MEGABYTE));
    board.accept(new SyncEvent.TableProgressed(Stage.Export, "public.part", 900, 500 * MEGABYTE));
    HalfShown half = after(1).halves().getFirst();
    assertThat(half.running()).containsExactly(new TableShown("public.part", 0.99));
    assertThat(half.done()).isLessThan(0.5);
  }

  @Test
  void neverFallsAndNeverEndsEarly() {
    plan(Stage.Export);
    plan(Stage.Import);
    double before = 0;
    for (int table = 0; table < 50; table++) {
      for (Stage stage : new Stage[] {Stage.Export, Stage.Import}) {
        String name = "public.part" + table;
        board.accept(new SyncEvent.TableStarted(stage, name, 1, 90 * MEGABYTE));
        board.accept(new SyncEvent.TableProgressed(stage, name, 1, 90 * MEGABYTE));
        board.accept(new SyncEvent.TableFinished(stage, name, 1, 90 * MEGABYTE));
      }
      double now = after(1).done();
      assertThat(now).isBetween(before, 0.99);
      before = now;
    }
  }

  @Test
  void estimatesFromThePaceOfBothHalves() {
    plan(Stage.Export);
    plan(Stage.Import);
    board.accept(new SyncEvent.TableStarted(Stage.Export, "e", 1, 100 * MEGABYTE));
    board.accept(new SyncEvent.TableStarted(Stage.Import, "i", 1, 100 * MEGABYTE));
    assertThat(after(1).left()).isEqualTo(TimeLeft.Unknown.TOO_EARLY);
    Picture picture = board.picture();
    for (int second = 0; second < 10; second++) {
      board.accept(new SyncEvent.TableProgressed(Stage.Export, "e", 1, 2 * MEGABYTE));
      board.accept(new SyncEvent.TableProgressed(Stage.Import, "i", 1, 2 * MEGABYTE));
      picture = after(1);
    }
    assertThat(picture.left().duration())
        .hasValueSatisfying(
            left -> assertThat(left).isBetween(Duration.ofSeconds(42), Duration.ofSeconds(45)));
    assertThat(picture.halves().getFirst().bytesPerSecond()).isBetween(1.9e6, 2.1e6);
  }

  @Test
  void theFirstPictureHasRateAndEstimate() {
    plan(Stage.Export);
    plan(Stage.Import);
    assertThat(after(60).left()).isEqualTo(TimeLeft.Unknown.NOT_BEGUN);
    for (Stage stage : new Stage[] {Stage.Export, Stage.Import}) {
      board.accept(new SyncEvent.TableStarted(stage, "t", 1, 100 * MEGABYTE));
      board.accept(new SyncEvent.TableProgressed(stage, "t", 1000, 5 * MEGABYTE));
    }
    Picture picture = after(1);
    assertThat(picture.halves().getFirst().bytesPerSecond()).isEqualTo(5.0 * MEGABYTE);
    assertThat(picture.halves().getFirst().rowsPerSecond()).isEqualTo(1000);
    assertThat(picture.left()).isEqualTo(new TimeLeft.Estimate(Duration.ofSeconds(19)));
  }

  @Test
  void theSlowerHalfDecidesTheEstimate() {
    plan(Stage.Export);
    plan(Stage.Import);
    board.accept(new SyncEvent.TableStarted(Stage.Export, "t", 1, 100 * MEGABYTE));
    board.accept(new SyncEvent.TableStarted(Stage.Import, "t", 1, 100 * MEGABYTE));
    board.accept(new SyncEvent.TableProgressed(Stage.Export, "t", 1000, 80 * MEGABYTE));
    board.accept(new SyncEvent.TableProgressed(Stage.Import, "t", 1000, 10 * MEGABYTE));
    assertThat(after(1).left()).isEqualTo(new TimeLeft.Estimate(Duration.ofSeconds(9)));
  }

  @Test
  void whatIsBuiltOnRowsCountsToo() {
    plan(Stage.Import);
    board.accept(new SyncEvent.BuildsPlanned(Stage.Import, 100 * MEGABYTE));
    board.accept(new SyncEvent.TableStarted(Stage.Import, "t", 1, 100 * MEGABYTE));
    board.accept(new SyncEvent.TableFinished(Stage.Import, "t", 1000, 100 * MEGABYTE));
    assertThat(half(after(1)).done()).isBetween(0.49, 0.51);
    assertThat(half(after(1)).allRows()).isFalse();
    board.accept(new SyncEvent.TableStarted(Stage.Import, "u", 1, 0));
    board.accept(new SyncEvent.TableFinished(Stage.Import, "u", 0, 0));
    assertThat(half(after(1)).allRows()).isTrue();
    board.accept(new SyncEvent.Built(Stage.Import, 50 * MEGABYTE));
    assertThat(half(after(1)).done()).isBetween(0.74, 0.76);
  }

  private static HalfShown half(Picture picture) {
    return picture.halves().getLast();
  }

  @Test
  void anImportThatFollowsAnExportHasItsPlan() {
    plan(Stage.Export);
    assertThat(board.picture().halves()).extracting(HalfShown::plannedTables).containsExactly(2, 2);
    board.accept(new SyncEvent.Planned(Stage.Import, 3, 1000, 100 * MEGABYTE));
    assertThat(board.picture().halves()).extracting(HalfShown::plannedTables).containsExactly(2, 3);
  }

  @Test
  void hasNoEstimateWithoutAPlan() {
    board.accept(new SyncEvent.TableStarted(Stage.Export, "e", 1, 100 * MEGABYTE));
    board.accept(new SyncEvent.TableProgressed(Stage.Export, "e", 1, 50 * MEGABYTE));
    after(1);
    assertThat(after(5).left()).isEqualTo(TimeLeft.Unknown.TOO_EARLY);
  }

  @Test
  void tablesThatAreCountedAreListed() {
    board.accept(new SyncEvent.TableStarted(Stage.Verify, "public.part", 1, 0));
    assertThat(board.picture().objects()).containsExactly("verify public.part");
    board.accept(new SyncEvent.TableFinished(Stage.Verify, "public.part", 1, 0));
    assertThat(board.picture().objects()).isEmpty();
  }

  @Test
  void listsWhatElseIsMade() {
    board.accept(new SyncEvent.ObjectStarted(Stage.Import, "INDEX", "public.part_idx"));
    assertThat(board.picture().objects()).containsExactly("INDEX public.part_idx");
    board.accept(new SyncEvent.ObjectFinished(Stage.Import, "INDEX", "public.part_idx"));
    assertThat(board.picture().objects()).isEmpty();
  }
}
