package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.manifest.Conditions;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/// F45: times of a schedule come while no operator is there. By the real clock, so it takes minutes
/// and runs where that is asked for (`-Dlonger=true`).
@ExtendWith(Site.Opening.class)
@EnabledIfSystemProperty(named = "longer", matches = "true")
class ScheduleTest {
  private final Site site = Site.shared();

  @AfterEach
  void bringBack() {
    site.installation().scale(1);
  }

  @Test
  void makesUpOnceForAllThatWasMissed() throws Exception {
    try (Copy copy = site.copy("every-minute")) {
      site.apply(
          """
          apiVersion: sync.multiboard.io/v1alpha1
          kind: DatabaseSync
          metadata: {name: every-minute}
          spec:
            source: {connectionName: production}
            target: {connectionName: every-minute}
            schedule: "* * * * *"
            import: {targetOnlyObjects: Drop}
            successfulRunsHistoryLimit: 20
          """);
      copy.await("the first run", () -> hasSucceeded(copy, 1));
      site.installation().scale(0);
      Thread.sleep(Duration.ofSeconds(150));
      List<String> before = names(copy);
      Instant back = Instant.now();
      site.installation().scale(1);
      copy.await("the run that makes up", () -> hasSucceeded(copy, before.size() + 1));
      long timesSince =
          ChronoUnit.MINUTES.between(
              back.truncatedTo(ChronoUnit.MINUTES), Instant.now().truncatedTo(ChronoUnit.MINUTES));
      assertThat(names(copy))
          .hasSizeBetween(before.size() + 1, before.size() + 1 + (int) timesSince);
      copy.assertCopied();
    }
  }

  private static boolean hasSucceeded(Copy copy, int runs) {
    return copy.runs().size() >= runs
        && copy.runs().stream()
            .limit(runs)
            .allMatch(run ->
                run.getStatus() != null
                    && Conditions.holds(run.getStatus().conditions(), "Succeeded"));
  }

  private static List<String> names(Copy copy) {
    return copy.runs().stream()
        .map(DatabaseSyncRun::getMetadata)
        .map(metadata -> metadata.getName())
        .toList();
  }
}
