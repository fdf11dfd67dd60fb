package io.multiboard.sync.postgres;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.sql.SQLException;

/// Turns the driver's failures into ours: SQLSTATE to [Reason], with what was being done. Thread-safe.
/// Codes: PostgreSQL's documentation, appendix A.
public final class SqlFailure {
  private SqlFailure() {}

  /// A failure while opening a session.
  static SyncException connecting(DatabaseAddress address, SQLException failure) {
    return new SyncException(
        reasonOf(failure),
        "cannot connect to " + address.display() + ": " + failure.getMessage(),
        "",
        failure);
  }

  /// A failure while running SQL text; long texts are cut in the message.
  public static SyncException running(DatabaseAddress address, String sql, SQLException failure) {
    String shown = sql.length() > 300 ? sql.substring(0, 300) + "…" : sql;
    return new SyncException(
        reasonOf(failure),
        "on " + address.display() + ": " + failure.getMessage() + " (while running: " + shown + ")",
        "",
        failure);
  }

  /// The reason of a driver's failure by its SQLSTATE.
  public static Reason reasonOf(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    return switch (state) {
      case "28000", "28P01" -> Reason.AuthenticationFailed;
      case "3D000" -> Reason.DatabaseNotFound;
      case "53300" -> Reason.TooManyConnections;
      case "53100" -> Reason.DiskFull;
      case "55P03" -> Reason.LockTimeout;
      case "57014" -> Reason.Cancelled;
      case "57P01", "57P02", "57P03" -> Reason.ServerShutDown;
      case "40P01" -> Reason.Deadlock;
      case "25006" -> Reason.ReadOnlyServer;
      case "42501" -> Reason.MissingPrivilege;
      case "08001" -> Reason.Unreachable;
      default -> byClass(state);
    };
  }

  private static Reason byClass(String state) {
    if (state.startsWith("08")) {
      return Reason.ConnectionLost;
    }
    return state.startsWith("23") ? Reason.ConstraintViolated : Reason.StatementFailed;
  }
}
