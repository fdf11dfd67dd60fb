package io.multiboard.sync.engine.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrantPlanTest {
  private static final GrantPlan PART = new GrantPlan("TABLE shop.part", "", "owner");

  private static AclItem item(String grantee, String privilege) {
    return new AclItem(grantee, privilege, false, "owner");
  }

  private static Set<AclItem> items(AclItem... items) {
    return new LinkedHashSet<>(List.of(items));
  }

  @Test
  void nothingToDoIsNoStatement() {
    assertThat(PART.change(Set.of(item("a", "SELECT")), Set.of(item("a", "SELECT")))).isEmpty();
  }

  @Test
  void addsWhatIsMissingWithoutRevoking() {
    assertThat(
            PART.change(
                items(item("owner", "SELECT")),
                items(item("owner", "SELECT"), item("a b", "SELECT"), item("a b", "INSERT"))))
        .containsExactly(
            new RoleStatement("owner", "GRANT SELECT, INSERT ON TABLE shop.part TO \"a b\""));
  }

  @Test
  void beginsAnewWhereSomethingMustGo() {
    assertThat(PART.change(items(item("", "SELECT")), items(item("a", "SELECT"))))
        .containsExactly(
            new RoleStatement("owner", "REVOKE ALL ON TABLE shop.part FROM PUBLIC CASCADE"),
            new RoleStatement("owner", "GRANT SELECT ON TABLE shop.part TO a"));
  }

  @Test
  void grantorsComeAfterTheirOwnGrant() {
    AclItem passing = new AclItem("a", "SELECT", true, "owner");
    AclItem passed = new AclItem("b", "SELECT", false, "a");
    AclItem passedOn = new AclItem("c", "SELECT", false, "nobody");
    assertThat(PART.change(items(), items(passedOn, passed, passing)))
        .containsExactly(
            new RoleStatement("owner", "GRANT SELECT ON TABLE shop.part TO a WITH GRANT OPTION"),
            new RoleStatement("a", "GRANT SELECT ON TABLE shop.part TO b"),
            new RoleStatement("owner", "GRANT SELECT ON TABLE shop.part TO c"));
  }

  @Test
  void columnsAreNamedWithEachPrivilege() {
    GrantPlan column = new GrantPlan("TABLE t", "\"a\"\"b\"", "owner");
    assertThat(column.change(Set.of(), items(item("x", "SELECT"), item("x", "UPDATE"))))
        .containsExactly(
            new RoleStatement(
                "owner", "GRANT SELECT (\"a\"\"b\"), UPDATE (\"a\"\"b\") ON TABLE t TO x"));
  }
}
