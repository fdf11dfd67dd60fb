package io.multiboard.sync.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final int MANY = 5_000;

  private final List<String> printed = new CopyOnWriteArrayList<>();
  private final CountDownLatch reads = new CountDownLatch(1);

  @Test
  void printsAllInOrder() {
    try (Outbox outbox = new Outbox(lost -> printed.add("lost " + lost))) {
      outbox.post(() -> printed.add("one"));
      outbox.postNeeded(() -> printed.add("two"));
      outbox.post(() -> printed.add("three"));
    }
    assertThat(printed).containsExactly("one", "two", "three");
  }

  @Test
  void aReaderThatStopsHoldsUpNobodyAndLosesOnlyWhatIsNotNeeded() {
    Outbox outbox = new Outbox(lost -> printed.add("lost " + lost));
    outbox.post(this::stuck);
    for (int at = 0; at < MANY; at++) {
      outbox.post(() -> printed.add("for eyes"));
    }
    outbox.postNeeded(() -> printed.add("needed"));
    assertThat(printed).isEmpty();
    reads.countDown();
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> !printed.isEmpty() && printed.getLast().startsWith("lost "));
    outbox.close();
    long shown = printed.stream().filter("for eyes"::equals).count();
    assertThat(printed).contains("needed", "lost " + (MANY - shown));
    assertThat(shown).isBetween(900L, 1_000L);
  }

  private void stuck() {
    try {
      reads.await();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }
}
