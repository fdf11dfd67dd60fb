package io.multiboard.sync.engine.preflight;

import static io.multiboard.sync.engine.preflight.OtherDatabase.Verdict.COPY;
import static io.multiboard.sync.engine.preflight.OtherDatabase.Verdict.OTHER;
import static io.multiboard.sync.engine.preflight.OtherDatabase.Verdict.RESTARTED;
import static io.multiboard.sync.engine.preflight.OtherDatabase.Verdict.SAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.failure.Reason;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OtherDatabaseTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final OtherDatabase SOURCE =
      new OtherDatabase("the source", Reason.TargetIsSource);

  private static Identity identity(long system, long oid, Instant started) {
    return new Identity(system, Optional.of(oid), started);
  }

  @Test
  void oneServerHoldsManyDatabases() {
    Identity source = identity(1, 5, NOON);
    assertThat(SOURCE.compare(source, identity(1, 5, NOON), source, true)).isEqualTo(SAME);
    assertThat(SOURCE.compare(source, identity(1, 6, NOON), source, false)).isEqualTo(OTHER);
    Identity absent = new Identity(1, Optional.empty(), NOON);
    assertThat(SOURCE.compare(source, absent, source, false)).isEqualTo(OTHER);
  }

  @Test
  void whatOnlyOthersCanReachIsComparedWithWhatTheySaw() {
    Instant later = NOON.plusSeconds(60);
    Guard.Place source = new Guard.Place(1, 5, NOON, later);
    assertThat(SOURCE.compare(source, identity(1, 5, NOON), true)).isEqualTo(SAME);
    assertThat(SOURCE.compare(source, identity(1, 6, NOON), false)).isEqualTo(OTHER);
    assertThat(SOURCE.compare(source, identity(2, 5, later.plusSeconds(1)), false))
        .isEqualTo(OTHER);
    Instant earlier = NOON.minusSeconds(60);
    assertThat(SOURCE.compare(source, identity(1, 5, earlier), false)).isEqualTo(COPY);
    assertThat(SOURCE.compare(source, identity(1, 5, earlier), true)).isEqualTo(OTHER);
    // Started after the look: it may be the source's own server, whatever the user says.
    assertThat(SOURCE.compare(source, identity(1, 6, later), true)).isEqualTo(RESTARTED);
  }

  @Test
  void serversOfOtherDataAreOthers() {
    Identity source = identity(1, 5, NOON);
    assertThat(SOURCE.compare(source, identity(2, 5, NOON), source, false)).isEqualTo(OTHER);
  }

  @Test
  void aPhysicalCopyNeedsTheUsersWordAndAnotherStart() {
    Identity source = identity(1, 5, NOON);
    Identity copy = identity(1, 5, NOON.plusSeconds(1));
    assertThat(SOURCE.compare(source, copy, source, false)).isEqualTo(COPY);
    assertThat(SOURCE.compare(source, copy, source, true)).isEqualTo(OTHER);
    Identity restarted = identity(1, 5, NOON.plusSeconds(1));
    assertThat(SOURCE.compare(source, copy, restarted, true)).isEqualTo(RESTARTED);
  }
}
