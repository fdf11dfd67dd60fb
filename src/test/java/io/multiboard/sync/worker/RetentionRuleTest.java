package io.multiboard.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.order.Retention;
import io.multiboard.sync.storage.ArchiveShelf.Shelved;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Which archives go.
class RetentionRuleTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final List<Shelved> FIVE =
      List.of(
          archive("a", 100, 0),
          archive("b", 10, 1),
          archive("c", 100, 2),
          archive("d", 10, 3),
          archive("e", 10, 4));

  private static Shelved archive(String run, long bytes, int daysOld) {
    return new Shelved(run, bytes, NOW.minus(Duration.ofDays(daysOld)));
  }

  private static List<String> over(Retention retention) {
    return RetentionRule.over(retention, FIVE, NOW).stream().map(Shelved::run).toList();
  }

  @Test
  void soManyStay() {
    assertThat(over(new Retention(3, Optional.empty(), OptionalLong.empty())))
        .containsExactly("d", "e");
    assertThat(over(Retention.DEFAULT)).isEmpty();
  }

  @Test
  void olderOnesGo() {
    Optional<Duration> twoDays = Optional.of(Duration.ofDays(2));
    assertThat(over(new Retention(7, twoDays, OptionalLong.empty())))
        .containsExactly("c", "d", "e");
    Optional<Duration> more = Optional.of(Duration.ofDays(2).plusSeconds(1));
    assertThat(over(new Retention(7, more, OptionalLong.empty()))).containsExactly("d", "e");
  }

  @Test
  void theOldestGoUntilTheRestFits() {
    assertThat(over(new Retention(7, Optional.empty(), OptionalLong.of(210))))
        .containsExactly("d", "e");
    // What is older than the one that is too much goes too, though it would fit.
    assertThat(over(new Retention(7, Optional.empty(), OptionalLong.of(150))))
        .containsExactly("c", "d", "e");
  }

  @Test
  void theNewestStaysWhateverTheLimitsSay() {
    Retention strict = new Retention(1, Optional.of(Duration.ZERO), OptionalLong.of(0));
    assertThat(over(strict)).containsExactly("b", "c", "d", "e");
  }

  @Test
  void noneStaysWhereNoneIsToBeKept() {
    assertThat(over(new Retention(0, Optional.empty(), OptionalLong.empty()))).hasSize(5);
  }
}
