package io.multiboard.sync.engine.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.failure.SyncException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarksTest {
  @Test
  void aTargetRemembersTheLatestRunOfEachSync() {
    Memory first = new Memory(Optional.of("r1"), Optional.of("shop/nightly/0011223344556677"));
    Memory other = new Memory(Optional.of("r2"), Optional.of("shop/nightly-2/8899aabbccddeeff"));
    Memory second = new Memory(Optional.of("r3"), Optional.of("shop/nightly/ffeeddccbbaa9988"));

    Marks filled = second.in(other.in(first.in(new Marks("staging;  ask Eva"))));

    assertThat(filled.done())
        .containsExactlyInAnyOrder(
            "shop/nightly/ffeeddccbbaa9988", "shop/nightly-2/8899aabbccddeeff");
    assertThat(filled.run()).contains("r3");
    assertThat(filled.overwritable()).isTrue();
    assertThat(filled.text())
        .startsWith("staging;  ask Eva multiboard:overwritable multiboard:")
        .doesNotContain("nightly/0")
        .endsWith("9988");
    assertThat(second.isIn(filled)).isTrue();
    assertThat(first.isIn(filled)).isFalse();
    assertThat(Memory.NONE.isIn(filled)).isFalse();
    assertThat(Memory.NONE.in(filled).run()).isEmpty();
    assertThat(Memory.NONE.in(filled).done()).isEqualTo(filled.done());
  }

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123456Z");

  @Test
  void theWordsOfPeopleStay() {
    Marks marks = new Marks("staging; ask Eva").withOverwritable();
    assertThat(marks.text()).isEqualTo("staging; ask Eva multiboard:overwritable");
    assertThat(marks.withOverwritable()).isEqualTo(marks);
    Marks former = marks.withFormer(new Marks.Former("a b;ü%", "run-1", NOW, NOW.plusSeconds(60)));
    assertThat(former.former())
        .contains(new Marks.Former("a b;ü%", "run-1", NOW, NOW.plusSeconds(60)));
    assertThat(former.withoutFormer()).isEqualTo(marks);
    assertThat(new Marks(former.text() + "  (two\n\n lines)").withoutFormer().text())
        .isEqualTo(marks.text() + "  (two\n\n lines)");
  }

  @Test
  void theLatestFormerMarkCounts() {
    Marks twice =
        new Marks("")
            .withFormer(new Marks.Former("x", "one", NOW, NOW))
            .withFormer(new Marks.Former("x", "two", NOW, NOW));
    assertThat(twice.former()).map(Marks.Former::runId).contains("two");
  }

  @Test
  void marksThatCannotBeReadAreNone() {
    assertThat(new Marks("multiboard:former=x;run=a;swapped=noon;until=never").former()).isEmpty();
    assertThat(new Marks("multiboard:former=%zz;run=a;swapped=" + NOW + ";until=" + NOW).former())
        .isEmpty();
  }

  @Test
  void aShadowBelongsToOneTarget() {
    Marks shadow = Marks.shadow(new RunNames("shop", "r1"));
    assertThat(shadow.isShadowOf("shop")).isTrue();
    assertThat(shadow.isShadowOf("shop2")).isFalse();
  }

  @Test
  void namesHoldTheRunAndBelongToOneTarget() {
    RunNames names = new RunNames("x".repeat(63), "0".repeat(32));
    assertThat(names.shadow()).hasSizeLessThanOrEqualTo(63).contains("0".repeat(32));
    assertThat(RunNames.isShadow(names.shadow(), names.target())).isTrue();
    assertThat(RunNames.isFormer(names.former(), names.target())).isTrue();
    assertThat(RunNames.isShadow(names.former(), names.target())).isFalse();
    assertThat(RunNames.isShadow(names.shadow(), "other")).isFalse();
    assertThat(RunNames.isShadow("multiboard_new_by-hand_00000000", "other")).isFalse();
  }

  @Test
  void idsOfRunsAreStrict() {
    for (String id : new String[] {"", "-a", "A", "a b", "a\"", "0".repeat(33)}) {
      assertThatThrownBy(() -> new RunNames("x", id)).isInstanceOf(SyncException.class);
    }
  }

  @Test
  void theKeyOfALockIsAsPromised() {
    // printf 'multiboard:shop' | sha256sum
    assertThat(Long.toHexString(TargetLock.key("shop")))
        .isEqualTo(java.util.HexFormat.of().formatHex(RunNames.sha256("multiboard:shop"), 0, 8));
  }

  @Test
  void listsAreSetElementByElement() {
    assertThat(new DatabaseSetting("", "search_path", "\"$user\", public, \"a, \"\"b\"").sql("d"))
        .isEqualTo("ALTER DATABASE d SET search_path TO '$user', 'public', 'a, \"b'");
    assertThat(new DatabaseSetting("r", "work_mem", "4MB").sql("d"))
        .isEqualTo("ALTER ROLE r IN DATABASE d SET work_mem TO '4MB'");
    assertThat(new DatabaseSetting("", "search_path", "").sql("d"))
        .isEqualTo("ALTER DATABASE d SET search_path TO ''");
  }
}
