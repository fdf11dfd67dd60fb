package io.multiboard.sync.server;

import io.multiboard.sync.postgres.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A database of one test. Thread-safe.
public record TestDatabase(TestServer server, String name) implements AutoCloseable {

  public String url() {
    return server.url(name);
  }

  /// For our own code, as the superuser.
  public DatabaseAddress address() {
    return server.address(name, "postgres");
  }

  public Connection connect() throws SQLException {
    return server.connect(name);
  }

  /// Runs SQL texts, each of which may hold several statements.
  public TestDatabase execute(String... sql) throws SQLException {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      for (String text : sql) {
        statement.execute(text);
      }
    }
    return this;
  }

  /// Runs the SQL in a test resource, such as `/fixture/types.sql`.
  public TestDatabase load(String resource) throws SQLException {
    try (var stream = TestDatabase.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalArgumentException("no test resource " + resource);
      }
      return execute(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The first column of the first row, as text; `null` stands as the text `NULL`.
  public String query(String sql) throws SQLException {
    return rows(sql).getFirst().getFirst();
  }

  /// All rows, each value as text; `null` stands as the text `NULL`.
  public List<List<String>> rows(String sql) throws SQLException {
    try (Connection connection = connect();
        var statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          String value = result.getString(column);
          row.add(value == null ? "NULL" : value);
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /// Drops the database, whoever is still connected.
  @Override
  public void close() throws SQLException {
    server.execute("DROP DATABASE IF EXISTS " + quote(name) + " WITH (FORCE)");
  }

  static String quote(String identifier) {
    return "\"" + identifier.replace("\"", "\"\"") + "\"";
  }
}
