package io.multiboard.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.order.Progress;
import io.multiboard.sync.order.Protection;
import io.multiboard.sync.order.WorkOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a worker tells of a copy, moment for moment, against what then came of it.
class TallyTest {
  /// A worker looks at itself twice a second.
  private static final int STEPS_BETWEEN_LOOKS = 10;

  /// Seconds: what is told is rounded, and the last fiftieth is not worth an estimate.
  private static final double ROUNDING = 3;

  @TempDir Path folder;

  private record Look(double seconds, Progress progress) {}

  private List<Look> looks(long seed, int megabytesPerSecond) throws IOException {
    TestingVolume volume = new TestingVolume(folder);
    WorkOrder order =
        volume.load(
            volume.access(5432, "staging"),
            TestingVolume.assignment("one", 1),
            "one",
            new Protection(List.of(), false));
    AtomicLong nanos = new AtomicLong();
    Tally tally = new Tally(order, Optional.empty(), nanos::get);
    TestingCopy copy = new TestingCopy(seed, megabytesPerSecond, tally);
    List<Look> looks = new ArrayList<>();
    boolean more = true;
    for (int step = 0; more; step++) {
      more = copy.step();
      nanos.set(copy.nanos());
      if (step % STEPS_BETWEEN_LOOKS == 0) {
        looks.add(new Look(copy.nanos() / 1e9, tally.progress()));
      }
    }
    looks.add(new Look(copy.nanos() / 1e9, tally.progress()));
    tally.enter(Progress.Stage.Done);
    looks.add(new Look(copy.nanos() / 1e9, tally.progress()));
    return looks;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void percentNeverFallsAndIsAHundredAtTheEndAlone(long seed) throws Exception {
    List<Double> percents = looks(seed, 5).stream().map(look -> look.progress().percent()).toList();
    assertThat(percents).isSorted().hasSizeGreaterThan(20).last().isEqualTo(100.0);
    assertThat(percents.subList(0, percents.size() - 1)).allMatch(percent -> percent < 100);
    assertThat(percents.get(percents.size() / 2)).isBetween(20.0, 80.0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void theTimeLeftIsRightWithinAFactorOfTwoAfterAQuarter(long seed) throws Exception {
    for (int megabytesPerSecond : List.of(1, 5, 20)) {
      List<Look> looks = looks(seed, megabytesPerSecond);
      double end = looks.getLast().seconds();
      int told = 0;
      for (Look look : looks) {
        double left = end - look.seconds();
        if (look.seconds() > end / 4 && left > Math.max(ROUNDING, end / 50)) {
          assertThat(look.progress().etaSeconds())
              .as("after %.1f of %.1f s", look.seconds(), end)
              .hasValueSatisfying(eta ->
                  assertThat((double) eta).isBetween(left / 2 - ROUNDING, left * 2 + ROUNDING));
          told++;
        }
      }
      assertThat(told).isPositive();
    }
  }
}
