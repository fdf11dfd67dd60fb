package io.multiboard.sync.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Asking twice is asking once.
class RunIdTest {
  @Test
  void theSameQuestionIsTheSameRun() {
    assertThat(RunId.ofTrigger("uid", "x")).isEqualTo(RunId.ofTrigger("uid", "x"));
    assertThat(RunId.ofTrigger("uid", "x").text()).isEqualTo("1f19ea38cb");
  }

  @Test
  void otherQuestionsAreOtherRuns() {
    assertThat(
            List.of(
                RunId.ofTrigger("uid", "1"),
                RunId.ofTrigger("uid1", ""),
                RunId.ofGeneration("uid", 1),
                RunId.ofSchedule("uid", Instant.ofEpochSecond(1)),
                RunId.ofRun("uid")))
        .doesNotHaveDuplicates();
  }

  @Test
  void namesStayWithinTheirBounds() {
    RunId run = RunId.ofRun("uid");

    assertThat(run.runName("s".repeat(52))).hasSize(63);
    assertThat(run.ofAttempt(10_000).length()).isLessThanOrEqualTo(32);
    assertThatThrownBy(() -> new RunId("../etc")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void foldersOfSyncsAreTheirOwn() {
    assertThat(ArchivePlace.of("a", "b-c", "r").runFolder())
        .isEqualTo("/var/multiboard/archives/a_b-c/r")
        .isNotEqualTo(ArchivePlace.of("a-b", "c", "r").runFolder());
    assertThatThrownBy(() -> new ArchivePlace("/a", "x_../y", "r"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
