package io.multiboard.sync.engine.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.engine.toc.EntryKind;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class LockNeedTest {
  @Test
  void warnsWhereTheServersTableOfLocksIsTooSmall() {
    var contents =
        TestingContents.of(
            "18.6", Collections.nCopies(100, TestingContents.entry(EntryKind.TABLE, "part", "")));
    assertThat(LockNeed.finding(300, contents)).isEmpty();
    assertThat(LockNeed.finding(299, contents))
        .hasValueSatisfying(finding -> {
          assertThat(finding.blocking()).isFalse();
          assertThat(finding.message()).contains("300", "299");
          assertThat(finding.remedy()).contains("max_locks_per_transaction");
        });
  }
}
