package io.multiboard.sync.postgres;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// One session on a server. Every failure comes out as a [SyncException]. Not thread-safe, but for
/// [#cancel], [#abort] and [#backendId].
public final class Session implements AutoCloseable {
  /// As pg_dump's `setup_connection`; the search path goes first, by itself.
  private static final String SETTINGS =
      """
      SET datestyle = 'ISO';
      SET intervalstyle = 'postgres';
      SET extra_float_digits = 3;
      SET timezone = 'UTC';
      SET standard_conforming_strings = on;
      SET synchronize_seqscans = off;
      SET statement_timeout = 0;
      SET lock_timeout = 0;
      SET idle_in_transaction_session_timeout = 0;
      SET client_min_messages = warning;
      SET row_security = off;
      """;

  private final Connection connection;
  private final DatabaseAddress address;
  private final ServerVersion version;
  private final Heartbeat heartbeat;

  private Session(
      Connection connection, DatabaseAddress address, ServerVersion version, Heartbeat heartbeat) {
    this.connection = connection;
    this.address = address;
    this.version = version;
    this.heartbeat = heartbeat;
  }

  static Session prepared(Connection connection, DatabaseAddress address, Heartbeat heartbeat)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("SELECT pg_catalog.set_config('search_path', '', false)");
      statement.execute(SETTINGS);
      ServerVersion version = versionOf(statement);
      newerSettings(statement);
      return new Session(connection, address, version, heartbeat);
    } catch (SQLException failure) {
      heartbeat.close();
      connection.close();
      throw failure;
    }
  }

  private static ServerVersion versionOf(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT pg_catalog.current_setting('server_version_num')::pg_catalog.int4,"
                + " pg_catalog.current_setting('server_version')")) {
      row.next();
      return new ServerVersion(row.getInt(1), row.getString(2));
    }
  }

  /// Settings that only some releases, or minor releases, have. By
  /// `client_connection_check_interval` (from 14; not on Windows) a server ends the statement of a
  /// client that died.
  private static void newerSettings(Statement statement) throws SQLException {
    statement.execute(
        """
        SELECT pg_catalog.set_config(name, CASE name
                 WHEN 'restrict_nonsystem_relation_kind' THEN 'view, foreign-table'
                 WHEN 'client_connection_check_interval' THEN '2s'
                 ELSE '0' END, false)
          FROM pg_catalog.pg_settings
         WHERE name IN ('restrict_nonsystem_relation_kind', 'transaction_timeout', 'idle_session_timeout')
            OR name = 'client_connection_check_interval'
               AND pg_catalog.version() !~* 'windows|mingw|visual c'
        """);
  }

  public ServerVersion version() {
    return version;
  }

  public DatabaseAddress address() {
    return address;
  }

  /// Runs one or more statements of SQL text as they stand: no parameters, no JDBC escapes.
  public void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    } catch (SQLException failure) {
      throw SqlFailure.running(address, sql, failure);
    }
  }

  /// All rows of a query; parameters for its question marks.
  public <T> List<T> query(String sql, RowReader<T> reader, Object... parameters) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int at = 0; at < parameters.length; at++) {
        statement.setObject(at + 1, parameters[at]);
      }
      return readAll(statement, reader);
    } catch (SQLException failure) {
      throw SqlFailure.running(address, sql, failure);
    }
  }

  private static <T> List<T> readAll(PreparedStatement statement, RowReader<T> reader)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reader.read(rows));
      }
      return all;
    }
  }

  /// The first row of a query, if there is one.
  public <T> Optional<T> queryFirst(String sql, RowReader<T> reader, Object... parameters) {
    return query(sql, reader, parameters).stream().findFirst();
  }

  /// The one row of a query that always has one, such as an aggregate.
  public <T> T queryOne(String sql, RowReader<T> reader, Object... parameters) {
    return queryFirst(sql, reader, parameters)
        .orElseThrow(() ->
            new SyncException(Reason.InternalError, "the server returned no row for: " + sql, ""));
  }

  /// The process id of this session on the server, as in `pg_stat_activity`.
  public int backendId() {
    return postgres().getBackendPID();
  }

  /// The driver's COPY interface.
  public CopyManager copy() {
    try {
      return postgres().getCopyAPI();
    } catch (SQLException failure) {
      throw SqlFailure.running(address, "COPY", failure);
    }
  }

  /// Asks the server to cancel what this session is doing. Callable from any thread.
  public void cancel() {
    try {
      postgres().cancelQuery();
    } catch (SQLException failure) {
      throw SqlFailure.running(address, "cancel", failure);
    }
  }

  /// Drops the connection at once, under whoever waits for an answer on it. Callable from any
  /// thread.
  public void abort() {
    heartbeat.close();
    try {
      connection.abort(Runnable::run);
    } catch (SQLException failure) {
      throw SqlFailure.running(address, "abort", failure);
    }
  }

  /// The driver's connection, for what only the driver can do.
  public Connection connection() {
    return connection;
  }

  private PGConnection postgres() {
    return (PGConnection) connection;
  }

  /// Ends the session; an open transaction is rolled back by the server.
  @Override
  public void close() {
    heartbeat.close();
    try {
      connection.close();
    } catch (SQLException failure) {
      throw SqlFailure.running(address, "close", failure);
    }
  }
}
