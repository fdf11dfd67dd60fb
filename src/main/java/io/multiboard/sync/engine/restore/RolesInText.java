package io.multiboard.sync.engine.restore;

import io.multiboard.sync.engine.toc.TocEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The roles that the statements of an entry name, and the statements without some of them. Knows
/// the forms that pg_dump and we write: GRANT, REVOKE, SET SESSION AUTHORIZATION, ALTER DEFAULT
/// PRIVILEGES and CREATE POLICY. Pure.
final class RolesInText {
  private RolesInText() {}

  /// The roles that an entry of privileges or of a policy names; none for other kinds.
  static Set<String> of(TocEntry.Statement entry) {
    Set<String> roles = new TreeSet<>();
    switch (entry.header().kind()) {
      case ACL, DEFAULT_ACL ->
          SqlToken.statements(entry.definition()).forEach(s -> roles.addAll(ofGrant(s)));
      case POLICY ->
          policyRoles(SqlToken.of(entry.definition())).forEach(token -> roles.add(token.name()));
      default -> {}
    }
    return roles;
  }

  /// The entry without what names these roles; empty when nothing is left of it.
  static Optional<TocEntry.Statement> without(TocEntry.Statement entry, Set<String> missing) {
    Set<String> named = new HashSet<>(of(entry));
    named.retainAll(missing);
    if (named.isEmpty()) {
      return Optional.of(entry);
    }
    return switch (entry.header().kind()) {
      case ACL, DEFAULT_ACL -> text(entry, grantsWithout(entry.definition(), missing));
      case POLICY -> policyWithout(entry, missing);
      default -> Optional.of(entry);
    };
  }

  private static Set<String> ofGrant(List<SqlToken> statement) {
    Set<String> roles = new HashSet<>();
    for (int at = 0; at < statement.size() - 1; at++) {
      SqlToken next = statement.get(at + 1);
      boolean sets = statement.get(at).is("AUTHORIZATION") || statement.get(at).is("ROLE");
      boolean gives = statement.get(at).is("TO") || statement.get(at).is("FROM");
      if ((sets && isHead(statement, at)) || (gives && !next.is("PUBLIC"))) {
        roles.add(next.name());
      }
    }
    return roles;
  }

  /// `SET SESSION AUTHORIZATION x` and `ALTER DEFAULT PRIVILEGES FOR ROLE x`, not a name somewhere.
  private static boolean isHead(List<SqlToken> statement, int at) {
    boolean authorization = at == 2 && statement.getFirst().is("SET");
    return authorization || (at == 4 && statement.getFirst().is("ALTER"));
  }

  private static String grantsWithout(String sql, Set<String> missing) {
    StringBuilder kept = new StringBuilder();
    boolean asMissing = false;
    for (List<SqlToken> statement : SqlToken.statements(sql)) {
      boolean names = ofGrant(statement).stream().anyMatch(missing::contains);
      boolean sets = statement.size() > 2 && statement.get(2).is("AUTHORIZATION");
      if (sets && statement.getFirst().is("SET")) {
        asMissing = names;
      }
      if (!names && !asMissing && !statement.isEmpty()) {
        kept.append(sql, statement.getFirst().start(), statement.getLast().end()).append(";\n");
      }
      asMissing &= !(sets && statement.getFirst().is("RESET"));
    }
    return kept.toString();
  }

  /// The role names between TO and what follows it.
  private static List<SqlToken> policyRoles(List<SqlToken> tokens) {
    List<SqlToken> roles = new ArrayList<>();
    boolean within = false;
    for (SqlToken token : tokens) {
      if (within && (token.is("USING") || token.is("WITH") || token.is(";"))) {
        return roles;
      }
      if (within && !token.is(",") && !token.is("PUBLIC")) {
        roles.add(token);
      }
      within |= token.is("TO");
    }
    return roles;
  }

  private static Optional<TocEntry.Statement> policyWithout(
      TocEntry.Statement entry, Set<String> missing) {
    List<SqlToken> roles = policyRoles(SqlToken.of(entry.definition()));
    List<String> kept =
        roles.stream().filter(role -> !missing.contains(role.name())).map(SqlToken::text).toList();
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    String sql = entry.definition();
    return text(
        entry,
        sql.substring(0, roles.getFirst().start())
            + String.join(", ", kept)
            + sql.substring(roles.getLast().end()));
  }

  private static Optional<TocEntry.Statement> text(TocEntry.Statement entry, String definition) {
    return definition.isBlank()
        ? Optional.empty()
        : Optional.of(
            new TocEntry.Statement(
                entry.header(),
                definition,
                entry.drop(),
                entry.tablespace(),
                entry.accessMethod()));
  }
}
