package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.GrantKind;
import io.multiboard.sync.engine.catalog.Privilege;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.ServerVersion;
import java.util.List;

/// One grant, as the server prints an `aclitem`: `grantee=letters/grantor`, a star behind each
/// letter that may be granted on. Role names are quoted as `putid` of PostgreSQL's acl.c does it.
///
/// @param grantee unquoted; empty text means PUBLIC
/// @param letters the letters and stars
/// @param grantor unquoted
record AclItem(String grantee, String letters, String grantor) {
  static AclItem parse(String text) {
    RoleName grantee = RoleName.startingAt(text, 0, '=');
    int slash = text.indexOf('/', grantee.end());
    if (slash < 0) {
      throw new SyncException(Reason.InternalError, "not an aclitem: \"" + text + "\"", "");
    }
    return new AclItem(
        grantee.name(),
        text.substring(grantee.end() + 1, slash),
        RoleName.startingAt(text, slash + 1, '\0').name());
  }

  /// A role's name as it stands in an item.
  static String quoted(String role) {
    boolean plain = role.codePoints().allMatch(AclItem::isPlain);
    return plain ? role : '"' + role.replace("\"", "\"\"") + '"';
  }

  private static boolean isPlain(int letter) {
    return letter == '_'
        || (letter >= 'a' && letter <= 'z')
        || (letter >= 'A' && letter <= 'Z')
        || (letter >= '0' && letter <= '9');
  }

  /// Those privileges of the kind that are given with, or without, the right to grant them on.
  List<Privilege> privileges(GrantKind kind, ServerVersion version, boolean grantable) {
    return kind.privileges(version).stream()
        .filter(privilege -> has(privilege) && isGrantable(privilege) == grantable)
        .toList();
  }

  /// Those privileges of the kind that are given at all.
  List<Privilege> privileges(GrantKind kind, ServerVersion version) {
    return kind.privileges(version).stream().filter(this::has).toList();
  }

  private boolean has(Privilege privilege) {
    return letters.indexOf(privilege.letter()) >= 0;
  }

  private boolean isGrantable(Privilege privilege) {
    int at = letters.indexOf(privilege.letter());
    return at + 1 < letters.length() && letters.charAt(at + 1) == '*';
  }

  /// A role name within an item, and the place behind it.
  private record RoleName(String name, int end) {
    static RoleName startingAt(String text, int start, char stop) {
      StringBuilder name = new StringBuilder();
      boolean quoted = false;
      int at = start;
      for (; at < text.length() && (quoted || text.charAt(at) != stop); at++) {
        if (text.charAt(at) != '"') {
          name.append(text.charAt(at));
        } else if (quoted && at + 1 < text.length() && text.charAt(at + 1) == '"') {
          name.append('"');
          at++;
        } else {
          quoted = !quoted;
        }
      }
      return new RoleName(name.toString(), at);
    }
  }
}
