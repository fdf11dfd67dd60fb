package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Privilege;
import io.multiboard.sync.engine.catalog.Privileges;
import io.multiboard.sync.postgres.Identifier;
import io.multiboard.sync.postgres.ServerVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The REVOKE and GRANT statements that lead from what an object's creation gives to what it has on
/// the source. Behaves as `buildACLCommands` of dumputils.c. Immutable.
final class GrantStatements {
  private final GrantTarget target;
  private final String owner;
  private final ServerVersion version;

  GrantStatements(GrantTarget target, String owner, ServerVersion version) {
    this.target = target;
    this.owner = owner;
    this.version = version;
  }

  /// The statements, a line each; empty text where nothing differs. The server's order is kept, for
  /// a grant may rest on an earlier one, but the owner's own privileges go first.
  String text(Privileges privileges) {
    StringBuilder first = new StringBuilder();
    StringBuilder second = new StringBuilder();
    for (String item : without(privileges.before(), privileges.after())) {
      revoke(first, AclItem.parse(item));
    }
    for (String text : without(privileges.after(), privileges.before())) {
      AclItem item = AclItem.parse(text);
      boolean ofOwner = item.grantee().equals(owner) && item.grantor().equals(owner);
      grant(ofOwner ? first : second, item);
    }
    return first.append(second).toString();
  }

  private static List<String> without(List<String> items, List<String> others) {
    Set<String> left = new HashSet<>(others);
    return items.stream().filter(item -> !left.contains(item)).toList();
  }

  private void revoke(StringBuilder sql, AclItem item) {
    List<Privilege> held = item.privileges(target.kind(), version);
    if (!held.isEmpty()) {
      sql.append(target.prefix()).append("REVOKE ").append(list(held)).append(' ');
      sql.append(target.on()).append(" FROM ").append(role(item)).append(";\n");
    }
  }

  private void grant(StringBuilder sql, AclItem item) {
    String plain = grant(item, false);
    String grantable = grant(item, true);
    boolean byAnother = !item.grantor().equals(owner);
    if (byAnother && !(plain.isEmpty() && grantable.isEmpty())) {
      sql.append("SET SESSION AUTHORIZATION ").append(Identifier.quote(item.grantor()));
      sql.append(";\n").append(plain).append(grantable).append("RESET SESSION AUTHORIZATION;\n");
    } else {
      sql.append(plain).append(grantable);
    }
  }

  private String grant(AclItem item, boolean grantable) {
    List<Privilege> held = item.privileges(target.kind(), version, grantable);
    if (held.isEmpty()) {
      return "";
    }
    String end = grantable ? " WITH GRANT OPTION;\n" : ";\n";
    return target.prefix() + "GRANT " + list(held) + " " + target.on() + " TO " + role(item) + end;
  }

  private String list(List<Privilege> held) {
    return target.list(held, target.kind().privileges(version));
  }

  private static String role(AclItem item) {
    return item.grantee().isEmpty() ? "PUBLIC" : Identifier.quote(item.grantee());
  }
}
