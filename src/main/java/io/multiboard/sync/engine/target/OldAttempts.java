package io.multiboard.sync.engine.target;

import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlResource;
import java.util.List;

/// Fencing: before an attempt of a run begins, the sessions of the attempts before it are ended, so
/// that a process which does not know that it is over can do nothing more.
public final class OldAttempts {
  private static final String APPLICATION = "multiboard-sync ";

  private OldAttempts() {}

  /// What `pg_stat_activity` shows for the sessions of an attempt.
  public static String application(String run, int attempt) {
    return APPLICATION + run + "-" + attempt;
  }

  /// Ends the sessions of all earlier attempts of a run on a server, as far as they belong to the
  /// same role.
  ///
  /// @param connector any database of the server
  /// @return how many were ended
  public static int end(Connector connector, String run, int attempt) {
    try (Session session = connector.open()) {
      String sql = SqlResource.text(OldAttempts.class, "old-attempts", session.version());
      List<Boolean> ended =
          session.query(sql, row -> row.getBoolean(1), APPLICATION + run + "-", attempt);
      return (int) ended.stream().filter(one -> one).count();
    }
  }
}
