package io.multiboard.sync.engine.privilege;

import io.multiboard.sync.postgres.Identifier;
import java.sql.ResultSet;
import java.sql.SQLException;

/// One privilege of one role on one thing, as `aclexplode` gives it.
///
/// @param grantee the role; empty text for PUBLIC
/// @param privilege such as `SELECT`
/// @param grantable with the right to pass it on
public record AclItem(String grantee, String privilege, boolean grantable, String grantor) {
  /// Reads the columns `grantee`, `privilege`, `grantable` and `grantor`.
  public static AclItem read(ResultSet row) throws SQLException {
    return new AclItem(
        row.getString("grantee"),
        row.getString("privilege"),
        row.getBoolean("grantable"),
        row.getString("grantor"));
  }

  AclItem grantedBy(String other) {
    return new AclItem(grantee, privilege, grantable, other);
  }

  static String sql(String grantee) {
    return grantee.isEmpty() ? "PUBLIC" : Identifier.quote(grantee);
  }
}
