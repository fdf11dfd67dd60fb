package io.multiboard.sync.engine.restore;

import io.multiboard.sync.postgres.Session;
import java.util.Set;

/// How a table of contents is to be restored.
///
/// @param jobs sessions at a time
/// @param privileges whether the privileges in the archive are granted
/// @param missingRoles roles that the server has not: statements that need them are left out
/// @param tablespaces those that the server has; objects of others go where the database is
public record RestoreSettings(
    int jobs,
    ObjectOwner owner,
    boolean privileges,
    Set<String> missingRoles,
    Set<String> tablespaces,
    SchemaListener schemas) {
  public RestoreSettings {
    missingRoles = Set.copyOf(missingRoles);
    tablespaces = Set.copyOf(tablespaces);
  }

  /// Is told of each schema as soon as it is there and before anything is in it.
  @FunctionalInterface
  public interface SchemaListener {
    /// @param session acts as the role of the login, within no transaction of its own
    void created(Session session, String schema);

    /// Does nothing.
    SchemaListener NONE = (session, schema) -> {};
  }
}
