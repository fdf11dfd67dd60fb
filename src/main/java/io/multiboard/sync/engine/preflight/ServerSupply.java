package io.multiboard.sync.engine.preflight;

import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlResource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What a server has that an archive may ask for. Immutable.
///
/// @param extensions that can be created, and whether that takes no superuser
public record ServerSupply(
    Set<String> roles, Set<String> tablespaces, Map<String, Boolean> extensions) {
  public ServerSupply {
    roles = Set.copyOf(roles);
    tablespaces = Set.copyOf(tablespaces);
    extensions = Map.copyOf(extensions);
  }

  public static ServerSupply read(Session session) {
    Map<String, Boolean> extensions = new HashMap<>();
    session
        .query(
            SqlResource.text(ServerSupply.class, "extensions", session.version()),
            row -> Map.entry(row.getString("name"), row.getBoolean("trusted")))
        .forEach(entry -> extensions.put(entry.getKey(), entry.getValue()));
    return new ServerSupply(
        names(session, "SELECT rolname FROM pg_catalog.pg_roles"),
        names(session, "SELECT spcname FROM pg_catalog.pg_tablespace"),
        extensions);
  }

  private static Set<String> names(Session session, String sql) {
    return new TreeSet<>(session.query(sql, row -> row.getString(1)));
  }

  /// Those of some roles that the server has not.
  public Set<String> missing(Set<String> wanted) {
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(roles);
    return missing;
  }
}
