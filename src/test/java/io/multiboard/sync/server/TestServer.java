package io.multiboard.sync.server;

import io.multiboard.sync.demo.EmbeddedServer;
import io.multiboard.sync.demo.EmbeddedServer.StopMode;
import io.multiboard.sync.postgres.DatabaseAddress;
import io.multiboard.sync.postgres.TlsSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A running PostgreSQL server that trusts everybody on this machine; the superuser is `postgres`.
/// Thread-safe but for stopping and starting.
public final class TestServer implements AutoCloseable {
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private final Release release;
  private final EmbeddedServer server;
  private final boolean shared;

  TestServer(Release release, EmbeddedServer server, boolean shared) {
    this.release = release;
    this.server = server;
    this.shared = shared;
  }

  public Release release() {
    return release;
  }

  public String host() {
    return "127.0.0.1";
  }

  public int port() {
    return server.port();
  }

  /// The folder of the server's data files.
  public Path data() {
    return server.data();
  }

  /// The server's own log.
  public Path log() {
    return server.log();
  }

  /// What a user types after `--source`.
  public String url(String database) {
    return "postgres://postgres@%s:%d/%s?sslmode=disable".formatted(host(), port(), database);
  }

  /// The same for our own code.
  public DatabaseAddress address(String database, String user) {
    return new DatabaseAddress(
        host(), port(), database, user, Optional.empty(), TlsSettings.DISABLED);
  }

  /// A plain connection of the superuser.
  public Connection connect(String database) throws SQLException {
    return connect(database, "postgres");
  }

  /// A plain connection of a role.
  public Connection connect(String database, String user) throws SQLException {
    String url =
        "jdbc:postgresql://%s:%d/?PGDBNAME=%s&user=%s&ApplicationName=test&preferQueryMode=extendedForPrepared"
            .formatted(host(), port(), encode(database), encode(user));
    return DriverManager.getConnection(url);
  }

  /// A new empty database with a name of its own; closing it drops it.
  public TestDatabase createDatabase() throws SQLException {
    return createDatabase("test_" + COUNTER.incrementAndGet());
  }

  /// A new empty database with this name; closing it drops it.
  public TestDatabase createDatabase(String name) throws SQLException {
    execute("CREATE DATABASE " + TestDatabase.quote(name) + " TEMPLATE template0");
    return new TestDatabase(this, name);
  }

  /// Drops the databases that runs keep beside their targets.
  public void dropLeftovers() throws SQLException {
    for (List<String> left :
        new TestDatabase(this, "postgres")
            .rows("SELECT datname FROM pg_database WHERE datname LIKE 'multiboard\\_%'")) {
      new TestDatabase(this, left.getFirst()).close();
    }
  }

  /// Runs statements in the database `postgres`, each in a transaction of its own.
  public void execute(String... statements) throws SQLException {
    try (Connection connection = connect("postgres");
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /// Stops a private server as a crash would.
  public void stopImmediate() {
    server.stop(StopMode.IMMEDIATE);
  }

  /// Stops a private server in good order.
  public void stopFast() {
    server.stop(StopMode.FAST);
  }

  /// Starts a stopped server again, on the same port.
  public void start() {
    server.start();
  }

  /// Stops a private server at once. A shared one goes on: JUnit closes the arguments of tests.
  @Override
  public void close() {
    if (!shared) {
      server.close();
    }
  }

  @Override
  public String toString() {
    return "PostgreSQL " + release.major();
  }

  private static String encode(String value) {
    return java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8);
  }
}
