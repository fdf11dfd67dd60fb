package io.multiboard.sync.postgres;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Turns the driver's failures into ours: SQLSTATE to [Reason], with what was being done.
/// Thread-safe. Codes: PostgreSQL's documentation, appendix A.
public final class SqlFailure {
  private static final int LONGEST_SQL = 300;
  private static final Pattern OWN_COMMENT = Pattern.compile("^(\\s*--[^\\n]*\\n)+");

  private SqlFailure() {}

  /// A failure while running SQL text; long texts are cut in the message. A connection that breaks
  /// under an interrupted thread was broken by the interrupt: the reason is `Cancelled`.
  public static SyncException running(DatabaseAddress address, String sql, SQLException failure) {
    Reason reason = reasonOf(failure);
    if (reason == Reason.ConnectionLost && Thread.currentThread().isInterrupted()) {
      reason = Reason.Cancelled;
    }
    return new SyncException(
        reason, message(reason, address, sql, failure), remedy(reason), failure);
  }

  /// Which statement was running says nothing about a connection that was lost.
  private static String message(
      Reason reason, DatabaseAddress address, String sql, SQLException failure) {
    return switch (reason) {
      case ConnectionLost, ServerShutDown ->
          "the connection to %s was lost: %s".formatted(address.display(), words(failure));
      default ->
          "on %s: %s (while running: %s)".formatted(address.display(), words(failure), shown(sql));
    };
  }

  /// On one line, without the comments that begin our own statements.
  private static String shown(String sql) {
    String text = OWN_COMMENT.matcher(sql).replaceAll("").strip().replaceAll("\\s+", " ");
    return text.length() > LONGEST_SQL ? text.substring(0, LONGEST_SQL) + "…" : text;
  }

  /// What went wrong, in one line: the server's message with its detail and hint, or the driver's
  /// with the cause.
  static String words(SQLException failure) {
    if (failure instanceof PSQLException own && own.getServerErrorMessage() != null) {
      return serverWords(own.getServerErrorMessage());
    }
    Throwable cause = failure.getCause();
    String words = String.valueOf(failure.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    return cause == null || cause.getMessage() == null || words.contains(cause.getMessage())
        ? words
        : words + " " + cause.getMessage();
  }

  private static String serverWords(ServerErrorMessage message) {
    String words =
        String.valueOf(message.getMessage()) + part(message.getDetail()) + part(message.getHint());
    return words.replaceAll("\\s*\\R\\s*", " ");
  }

  private static String part(@Nullable String text) {
    return text == null ? "" : "; " + text;
  }

  /// The SQLSTATE; empty where there is none.
  public static String state(SQLException failure) {
    return failure.getSQLState() == null ? "" : failure.getSQLState();
  }

  /// The reason of a driver's failure by its SQLSTATE.
  public static Reason reasonOf(SQLException failure) {
    String state = state(failure);
    return switch (state) {
      case "28000", "28P01" -> Reason.AuthenticationFailed;
      case "3D000" -> Reason.DatabaseNotFound;
      case "53300" -> Reason.TooManyConnections;
      case "53100" -> Reason.DiskFull;
      case "53200" -> Reason.OutOfMemory;
      case "55P03" -> Reason.LockTimeout;
      case "55006" -> Reason.TargetInUse;
      case "57014" -> Reason.Cancelled;
      case "57P01", "57P02", "57P03" -> Reason.ServerShutDown;
      case "57P05" -> Reason.ConnectionLost;
      case "25P03", "25P04" -> Reason.StatementTimeout;
      case "40P01" -> Reason.Deadlock;
      case "40001" -> Reason.SerializationFailure;
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

  private static String remedy(Reason reason) {
    return switch (reason) {
      case DiskFull -> "Free space on the server's disk, then run the command again.";
      case OutOfMemory -> "Give the server more memory, or use fewer --jobs.";
      case LockTimeout ->
          "Another session holds the lock (see pg_locks): try again when it has ended, or raise --lock-timeout.";
      case TargetInUse -> "End the sessions that use it, then run the command again.";
      case ServerShutDown -> "Wait until the server is up, then run the command again.";
      case ConnectionLost, Unreachable ->
          "Check the network and the server's log, then run the command again.";
      case ReadOnlyServer -> "It is a standby, or set to read only: name the primary server.";
      case MissingPrivilege -> "Grant the role what it lacks, or use another role.";
      case Deadlock, SerializationFailure -> "Run the command again.";
      default -> "";
    };
  }
}
