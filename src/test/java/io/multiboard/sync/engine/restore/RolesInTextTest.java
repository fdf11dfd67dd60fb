package io.multiboard.sync.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.engine.toc.CatalogId;
import io.multiboard.sync.engine.toc.EntryHeader;
import io.multiboard.sync.engine.toc.EntryKind;
import io.multiboard.sync.engine.toc.Section;
import io.multiboard.sync.engine.toc.TocEntry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RolesInTextTest {
  private static TocEntry.Statement entry(EntryKind kind, String sql) {
    EntryHeader header =
        new EntryHeader(
            1,
            CatalogId.NONE,
            kind,
            Section.NONE,
            "tag",
            Optional.empty(),
            Optional.empty(),
            List.of());
    return new TocEntry.Statement(header, sql, "", Optional.empty(), Optional.empty());
  }

  private static String without(EntryKind kind, String sql, String... missing) {
    return RolesInText.without(entry(kind, sql), Set.of(missing))
        .map(TocEntry.Statement::definition)
        .orElse("nothing");
  }

  @Test
  void findsTheRolesOfPrivileges() {
    String sql =
        """
        REVOKE ALL ON TABLE s."to; x" FROM "Old Owner";
        GRANT SELECT("from") ON TABLE s."to; x" TO a WITH GRANT OPTION;
        GRANT ALL ON TABLE s.t TO PUBLIC;
        SET SESSION AUTHORIZATION b;
        GRANT SELECT ON TABLE s.t TO "it""s";
        RESET SESSION AUTHORIZATION;
        """;
    assertThat(RolesInText.of(entry(EntryKind.ACL, sql)))
        .containsExactly("Old Owner", "a", "b", "it\"s");
    assertThat(without(EntryKind.ACL, sql, "b"))
        .isEqualTo(
            """
            REVOKE ALL ON TABLE s."to; x" FROM "Old Owner";
            GRANT SELECT("from") ON TABLE s."to; x" TO a WITH GRANT OPTION;
            GRANT ALL ON TABLE s.t TO PUBLIC;
            """);
    assertThat(without(EntryKind.ACL, sql, "other")).isEqualTo(sql);
  }

  @Test
  void findsTheRolesOfDefaultPrivileges() {
    String sql =
        "ALTER DEFAULT PRIVILEGES FOR ROLE maker IN SCHEMA role GRANT SELECT ON TABLES TO reader;\n";
    assertThat(RolesInText.of(entry(EntryKind.DEFAULT_ACL, sql)))
        .containsExactly("maker", "reader");
    assertThat(without(EntryKind.DEFAULT_ACL, sql, "maker")).isEqualTo("nothing");
  }

  @Test
  void takesRolesOutOfPolicies() {
    String sql =
        "CREATE POLICY \"to\" ON s.t AS RESTRICTIVE FOR SELECT TO a, \"b, c\", d USING ((x = 'TO e, f'::text));\n";
    assertThat(RolesInText.of(entry(EntryKind.POLICY, sql))).containsExactly("a", "b, c", "d");
    assertThat(without(EntryKind.POLICY, sql, "a", "d"))
        .isEqualTo(
            "CREATE POLICY \"to\" ON s.t AS RESTRICTIVE FOR SELECT TO \"b, c\" USING ((x = 'TO e, f'::text));\n");
    assertThat(without(EntryKind.POLICY, sql, "a", "b, c", "d")).isEqualTo("nothing");
    String all = "CREATE POLICY p ON s.t USING (true);\n";
    assertThat(RolesInText.of(entry(EntryKind.POLICY, all))).isEmpty();
  }

  @Test
  void longTextsAreNoTrouble() {
    String sql = "CREATE POLICY p ON t TO a USING (x = '" + "''a".repeat(100_000) + "');\n";
    assertThat(RolesInText.of(entry(EntryKind.POLICY, sql))).containsExactly("a");
  }
}
