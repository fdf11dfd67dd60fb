package io.multiboard.sync.engine.toc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.engine.catalog.GrantKind;
import io.multiboard.sync.engine.catalog.Privileges;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.ServerVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrantStatementsTest {
  private static final ServerVersion V16 = new ServerVersion(160_004, "16.4");
  private static final ServerVersion V17 = new ServerVersion(170_000, "17.0");
  private static final GrantTarget TABLE =
      GrantTarget.object(GrantKind.TABLE, Optional.of("a b"), "t");

  @Test
  void saysNothingOfWhatCreationGives() {
    assertThat(table("o=arwdDxt/o", "o=arwdDxt/o")).isEmpty();
    Privileges untouched =
        new Privileges(Optional.empty(), List.of("o=arwdDxt/o"), Optional.empty());
    assertThat(new GrantStatements(TABLE, "o", V16).text(untouched)).isEmpty();
  }

  @Test
  void dividesWhatMayBeGrantedOn() {
    assertThat(table("o=arwdDxt/o", "o=arwdDxt/o", "r=r*aw*/o"))
        .isEqualTo(
            """
            GRANT INSERT ON TABLE "a b".t TO r;
            GRANT SELECT,UPDATE ON TABLE "a b".t TO r WITH GRANT OPTION;
            """);
  }

  @Test
  void becomesTheGrantorWhoIsNotTheOwner() {
    assertThat(table("o=arwdDxt/o", "o=arwdDxt/o", "\"R \"\"1\"=r*/o", "=r/\"R \"\"1\""))
        .isEqualTo(
            """
            GRANT SELECT ON TABLE "a b".t TO "R ""1" WITH GRANT OPTION;
            SET SESSION AUTHORIZATION "R ""1";
            GRANT SELECT ON TABLE "a b".t TO PUBLIC;
            RESET SESSION AUTHORIZATION;
            """);
  }

  @Test
  void takesTheOwnersOwnFirst() {
    assertThat(table("o=arwdDxt/o", "x=r/o", "o=r/o"))
        .isEqualTo(
            """
            REVOKE ALL ON TABLE "a b".t FROM o;
            GRANT SELECT ON TABLE "a b".t TO o;
            GRANT SELECT ON TABLE "a b".t TO x;
            """);
  }

  @Test
  void revokesWhatIsGone() {
    assertThat(table("o=arwdDxt/o")).isEqualTo("REVOKE ALL ON TABLE \"a b\".t FROM o;\n");
  }

  @Test
  void meansByAllWhatTheServerMeans() {
    Privileges privileges = privileges("o=arwdDxt/o", "o=arwdDxt/o", "r=arwdDxt/o");
    assertThat(new GrantStatements(TABLE, "o", V16).text(privileges))
        .isEqualTo("GRANT ALL ON TABLE \"a b\".t TO r;\n");
    assertThat(new GrantStatements(TABLE, "o", V17).text(privileges))
        .isEqualTo(
            "GRANT SELECT,INSERT,REFERENCES,DELETE,TRIGGER,TRUNCATE,UPDATE ON TABLE \"a b\".t TO"
                + " r;\n");
  }

  @Test
  void namesTheColumnBehindEachPrivilege() {
    GrantTarget column = GrantTarget.column(Optional.of("s"), "t", "\"C\"");
    Privileges privileges =
        new Privileges(Optional.of(List.of("a=rw/o", "b=arwx/o")), List.of(), Optional.empty());
    assertThat(new GrantStatements(column, "o", V17).text(privileges))
        .isEqualTo(
            """
            GRANT SELECT("C"),UPDATE("C") ON TABLE s.t TO a;
            GRANT ALL("C") ON TABLE s.t TO b;
            """);
  }

  @Test
  void refusesWhatIsNoItem() {
    assertThatThrownBy(() -> table("o=arwdDxt/o", "nonsense"))
        .isInstanceOf(SyncException.class)
        .hasMessageContaining("nonsense");
  }

  @Test
  void readsRoleNamesOfEveryKind() {
    assertThat(AclItem.parse("\"a=b/c \"\"q\"\" \"=U*C/\"/\""))
        .isEqualTo(new AclItem("a=b/c \"q\" ", "U*C", "/"));
    assertThat(AclItem.parse("=U/o")).isEqualTo(new AclItem("", "U", "o"));
    assertThat(AclItem.quoted("a \"b\"")).isEqualTo("\"a \"\"b\"\"\"");
    assertThat(AclItem.quoted("Plain_1")).isEqualTo("Plain_1");
  }

  private static String table(String before, String... after) {
    return new GrantStatements(TABLE, "o", V16).text(privileges(before, after));
  }

  private static Privileges privileges(String before, String... after) {
    return new Privileges(Optional.of(List.of(after)), List.of(before), Optional.empty());
  }
}
