package io.multiboard.sync.server;

import io.multiboard.sync.demo.EmbeddedServer;
import io.multiboard.sync.demo.ServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// The servers of the tests. Shared ones are started at the first asking and stopped when the JVM
/// ends; a test takes a database of its own on them. Tests that stop a server start a private one.
public final class TestServers {
  private static final Map<Release, TestServer> SHARED = new EnumMap<>(Release.class);
  private static final Deque<EmbeddedServer> STARTED = new ArrayDeque<>();
  private static final Path FOLDER = folder();

  private TestServers() {}

  /// The shared PostgreSQL 15.
  public static TestServer v15() {
    return shared(Release.V15);
  }

  /// The shared PostgreSQL 18.
  public static TestServer v18() {
    return shared(Release.V18);
  }

  /// The shared server of a release.
  public static synchronized TestServer shared(Release release) {
    return SHARED.computeIfAbsent(release, key -> start(key, ServerOptions.trusting(), true));
  }

  /// For `@MethodSource("io.multiboard.sync.server.TestServers#all")`: each shared server.
  public static Stream<Arguments> all() {
    return Stream.of(Release.values()).map(TestServers::shared).map(Arguments::of);
  }

  /// A server for one test alone, which may stop and restart it; the test closes it.
  public static TestServer startPrivate(Release release) {
    return startPrivate(release, ServerOptions.trusting());
  }

  /// The same with settings of its own.
  public static TestServer startPrivate(Release release, ServerOptions options) {
    return start(release, options, false);
  }

  /// A physical copy of a stopped private server, as a base backup makes one: the same files,
  /// another port. It is started; the test closes it.
  public static synchronized TestServer startCopy(TestServer stopped) throws Exception {
    Path folder = FOLDER.resolve("copy-" + STARTED.size());
    // As a user does it, because of the owner of the files.
    Process copying =
        new ProcessBuilder(
                "cp", "-a", stopped.data().resolveSibling("").toString(), folder.toString())
            .start();
    if (copying.waitFor() != 0) {
      throw new IOException("cp failed");
    }
    EmbeddedServer copy = new EmbeddedServer(stopped.release().binaries(), folder);
    STARTED.push(copy);
    Files.writeString(
        copy.data().resolve("postgresql.conf"),
        "port = %d%n".formatted(copy.port()),
        StandardOpenOption.APPEND);
    copy.start();
    return new TestServer(stopped.release(), copy, false);
  }

  private static synchronized TestServer start(
      Release release, ServerOptions options, boolean shared) {
    ServerOptions all =
        options
            .with("max_connections", "200")
            .with("max_locks_per_transaction", "1024")
            .with("shared_buffers", "64MB")
            .with("max_prepared_transactions", "10")
            .with("wal_level", "logical");
    try {
      EmbeddedServer server =
          new EmbeddedServer(release.binaries(), FOLDER.resolve(release + "-" + STARTED.size()));
      STARTED.push(server);
      server.setUp(all);
      return new TestServer(release, server, shared);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("multiboard-sync-tests-");
      // The servers run as an ordinary user even when the tests run as root.
      Files.setPosixFilePermissions(
          folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "stop-test-servers"));
      return folder;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void remove(Path folder) {
    STARTED.forEach(EmbeddedServer::close);
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
