package io.multiboard.sync.engine.preflight;

import io.multiboard.sync.postgres.Session;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/// How much room the target's server has. PostgreSQL tells nobody; so it is known only where the
/// server's folder lies on this machine and can be looked into.
public final class TargetSpace {
  private static final String FOLDER =
      "SELECT CASE WHEN pg_catalog.pg_has_role(session_user, 'pg_read_all_settings', 'USAGE')"
          + " THEN pg_catalog.current_setting('data_directory') END";

  private TargetSpace() {}

  /// The free bytes where the server's databases lie; empty where nobody can tell.
  public static OptionalLong free(Session session) {
    Optional<String> folder =
        session
            .queryFirst(FOLDER, row -> Optional.ofNullable(row.getString(1)))
            .flatMap(some -> some);
    return folder.isPresent() ? free(folder.get(), session) : OptionalLong.empty();
  }

  private static OptionalLong free(String folder, Session session) {
    try {
      Path data = Path.of(folder);
      return isOf(data, session)
          ? OptionalLong.of(Files.getFileStore(data).getUsableSpace())
          : OptionalLong.empty();
    } catch (IOException | InvalidPathException elsewhere) {
      // Another machine's folder, or one that is not for us: its room stays unknown.
      return OptionalLong.empty();
    }
  }

  /// Another server may have a folder of that name here; the system identifier begins this file.
  private static boolean isOf(Path data, Session session) throws IOException {
    Path control = data.resolve("global").resolve("pg_control");
    Optional<Identity> server = Identity.readIfAllowed(session, session.address().database());
    if (server.isEmpty() || !Files.isReadable(control)) {
      return false;
    }
    long system = server.get().system();
    try (DataInputStream file = new DataInputStream(Files.newInputStream(control))) {
      long identifier = file.readLong();
      return identifier == system || Long.reverseBytes(identifier) == system;
    }
  }
}
