package io.multiboard.sync.demo;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The ground of the demo: a folder with two PostgreSQL servers, one that holds the sample and one
/// that holds an older copy of it. Closing it stops both and, unless told to keep it, removes the
/// folder. Thread-safe: the servers may be started at the same time, and closing may happen at any
/// moment.
public final class DemoServers implements AutoCloseable {
  /// The database on the first server.
  public static final String SOURCE = "parts";

  /// The database on the second server.
  public static final String TARGET = "parts_staging";

  private final DemoFolder folder;
  private final boolean keep;
  private final String password = new BigInteger(128, new SecureRandom()).toString(36);
  private final List<EmbeddedServer> servers = new ArrayList<>();
  private boolean closed;

  private DemoServers(DemoFolder folder, boolean keep) {
    this.folder = folder;
    this.keep = keep;
  }

  /// Makes the folder; no server runs yet.
  ///
  /// @param folder must not exist, or be empty
  /// @param keep whether the folder stays when the demo ends
  public static DemoServers in(Path folder, boolean keep) {
    Path whole = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(whole);
      try (Stream<Path> inside = Files.list(whole)) {
        if (inside.findAny().isPresent()) {
          throw new SyncException(
              Reason.InvalidUsage,
              "the folder \"%s\" is not empty".formatted(whole),
              "Name a new folder: the demo removes its folder at the end.");
        }
      }
      // Others may pass through it, because the servers may run as another user, but not look.
      Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("rwx--x--x"));
    } catch (IOException failure) {
      throw storage("make", whole, failure);
    }
    return new DemoServers(new DemoFolder(whole), keep);
  }

  /// Makes a folder of this process among the temporary files, and removes those of demos that were
  /// killed.
  ///
  /// @param parent the folder of temporary files
  public static DemoServers temporary(Path parent) {
    check(parent);
    DemoFolder.removeLeftBehind(parent);
    return in(DemoFolder.ofThisProcess(parent).path(), false);
  }

  /// Makes a folder among the temporary files that stays when the demo ends.
  ///
  /// @param parent the folder of temporary files
  public static DemoServers kept(Path parent) {
    check(parent);
    try {
      return in(Files.createTempDirectory(parent, "multiboard-sync-demo-kept-"), true);
    } catch (IOException failure) {
      throw storage("make", parent, failure);
    }
  }

  private static void check(Path parent) {
    if (!Files.isDirectory(parent)) {
      throw new SyncException(
          Reason.StorageError,
          "there is no folder \"%s\" for the demo's files".formatted(parent),
          "Create it, set TMPDIR to one that is there, or name the demo's own by --folder.");
    }
  }

  /// Starts the first server and fills the database [#SOURCE] with the sample.
  ///
  /// @return the database's URL; the password stands in [#passwordFile]
  public String startSource(Sample sample) {
    return start(folder.sourceServer(), SOURCE, sample::fill);
  }

  /// Starts the second server and fills the database [#TARGET] with an older sample.
  ///
  /// @return the database's URL; the password stands in [#passwordFile]
  public String startTarget(Sample sample) {
    return start(folder.targetServer(), TARGET, sample::fillOlder);
  }

  private String start(Path home, String database, Consumer<Connection> fill) {
    EmbeddedServer server = register(home);
    server.setUp(ServerOptions.withPassword(password).with("max_locks_per_transaction", "256"));
    try (Connection maintenance = connect(server, "postgres");
        Statement statement = maintenance.createStatement()) {
      statement.execute("CREATE DATABASE " + database + " TEMPLATE template0");
      try (Connection connection = connect(server, database)) {
        fill.accept(connection);
      }
    } catch (SQLException failure) {
      throw new SyncException(
          Reason.StatementFailed,
          "the demo's database \"%s\" cannot be made: %s".formatted(database, failure.getMessage()),
          "See the server's log \"%s\".".formatted(server.log()),
          failure);
    }
    return "postgres://%s@127.0.0.1:%d/%s?sslmode=disable"
        .formatted(EmbeddedServer.SUPERUSER, server.port(), database);
  }

  /// Under the lock, so that no server escapes [#close]; the first caller unpacks the programs.
  private synchronized EmbeddedServer register(Path home) {
    if (closed) {
      throw new SyncException(Reason.Cancelled, "the demo is ending", "");
    }
    ServerBinaries binaries = ServerBinaries.bundled(folder.programs());
    EmbeddedServer server = new EmbeddedServer(binaries, home);
    servers.add(server);
    return server;
  }

  private Connection connect(EmbeddedServer server, String database) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", EmbeddedServer.SUPERUSER);
    properties.setProperty("password", password);
    properties.setProperty("sslmode", "disable");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.port(), database), properties);
  }

  /// A `.pgpass` that opens both servers to whom may read it, which is this user alone.
  public Path passwordFile() {
    Path file = folder.passwordFile();
    try {
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      return Files.writeString(
          file, "127.0.0.1:*:*:%s:%s%n".formatted(EmbeddedServer.SUPERUSER, password));
    } catch (IOException failure) {
      throw storage("write", file, failure);
    }
  }

  /// What a person types to start the second server again where the folder was kept.
  public List<String> startTargetCommand() {
    return new EmbeddedServer(new ServerBinaries(folder.programs()), folder.targetServer())
        .startCommand();
  }

  /// Everything of the demo is below it.
  public Path folder() {
    return folder.path();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    servers.forEach(EmbeddedServer::close);
    if (!keep) {
      folder.remove();
    }
  }

  private static SyncException storage(String what, Path path, IOException failure) {
    return new SyncException(
        Reason.StorageError,
        "cannot %s \"%s\" for the demo: %s".formatted(what, path, failure.getMessage()),
        "Check the folder's permissions and free space.",
        failure);
  }
}
