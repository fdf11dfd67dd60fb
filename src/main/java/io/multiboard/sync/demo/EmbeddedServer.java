package io.multiboard.sync.demo;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// A real PostgreSQL server in a folder of its own, for `demo` and the tests: on a free port of
/// 127.0.0.1, with the superuser `postgres`. It runs in a session of its own (`pg_ctl` sees to
/// that), so a Ctrl-C in the terminal reaches us alone and we stop it in good order. Not
/// thread-safe.
public final class EmbeddedServer implements AutoCloseable {
  /// The name of the superuser.
  public static final String SUPERUSER = "postgres";

  private static final int START_SECONDS = 60;

  /// Below those that systems give to outgoing connections, so that none of these takes it before
  /// the server is up, or while it is stopped. Source: `get_free_port` of PostgreSQL's own tests.
  private static final int LOWEST_PORT = 10_200;

  private static final int HIGHEST_PORT = 32_767;
  private static final int PORTS_TRIED = 1_000;

  private final ServerBinaries binaries;
  private final Path folder;
  private final int port;

  /// A server that is not there yet.
  ///
  /// @param folder must not exist; will hold the data and the log
  public EmbeddedServer(ServerBinaries binaries, Path folder) {
    this.binaries = binaries;
    this.folder = folder;
    this.port = freePort();
  }

  /// Makes the cluster and starts it.
  public void setUp(ServerOptions options) {
    try {
      OrdinaryUser.makeFolder(folder);
      initialise(options);
      start();
    } catch (IOException failure) {
      throw new SyncException(
          Reason.StorageError,
          "cannot set up a PostgreSQL server in \"%s\": %s".formatted(folder, failure.getMessage()),
          "Check that the folder can be written.",
          failure);
    }
  }

  /// The port on 127.0.0.1; stays the same over restarts.
  public int port() {
    return port;
  }

  /// The folder of the data files.
  public Path data() {
    return folder.resolve("data");
  }

  /// The server's own log.
  public Path log() {
    return folder.resolve("log");
  }

  /// Starts the server where it is stopped, and returns when it takes connections.
  public void start() {
    if (!isUp()) {
      control(startWords());
    }
  }

  /// What a person types to start it, from any folder.
  public List<String> startCommand() {
    List<String> command = new ArrayList<>(OrdinaryUser.prefix());
    command.addAll(controlCommand(startWords()));
    return command;
  }

  private String[] startWords() {
    return new String[] {"start", "--wait", "--timeout=" + START_SECONDS, "--log=" + log()};
  }

  /// How a server is asked to stop, in the words of `pg_ctl`.
  public enum StopMode {
    /// Rolls back what goes on and writes a checkpoint.
    FAST,
    /// Like a crash: sessions are cut at once, the next start recovers.
    IMMEDIATE
  }

  /// Stops the server, and returns when it is down.
  public void stop(StopMode mode) {
    if (isUp()) {
      control("stop", "--wait", "--mode=" + mode.name().toLowerCase(Locale.ROOT));
    }
  }

  /// Stops the server at once, even for a thread that was interrupted; its folder stays.
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      stop(StopMode.IMMEDIATE);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// The server itself writes this file first and removes it last.
  private boolean isUp() {
    return Files.exists(data().resolve("postmaster.pid"));
  }

  private void initialise(ServerOptions options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(binaries.program("initdb").toString());
    command.addAll(
        List.of("--pgdata=" + data(), "--username=" + SUPERUSER, "--encoding=UTF8", "--no-sync"));
    command.add("--locale=" + (System.getProperty("os.name").startsWith("Mac") ? "C" : "C.UTF-8"));
    Path passwordFile = folder.resolve("password");
    if (options.password().isPresent()) {
      Files.writeString(passwordFile, options.password().get(), StandardOpenOption.CREATE_NEW);
      OrdinaryUser.giveAway(passwordFile);
      command.addAll(List.of("--auth=scram-sha-256", "--pwfile=" + passwordFile));
    } else {
      command.add("--auth=trust");
    }
    run(command);
    Files.deleteIfExists(passwordFile);
    Files.writeString(
        data().resolve("postgresql.conf"),
        options.lines() + "port = %d%n".formatted(port),
        StandardOpenOption.APPEND);
  }

  private void control(String... words) {
    run(controlCommand(words));
  }

  private List<String> controlCommand(String... words) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(binaries.program("pg_ctl").toString(), "--silent"));
    command.add("--pgdata=" + data());
    command.addAll(List.of(words));
    return command;
  }

  /// Output goes to a file, not to a pipe: the server that `pg_ctl` leaves behind would hold a pipe
  /// open.
  private void run(List<String> command) {
    List<String> whole = new ArrayList<>(OrdinaryUser.prefix());
    whole.addAll(command);
    Path output = folder.resolve("output");
    try {
      var builder =
          new ProcessBuilder(whole)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
      builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
      builder.environment().put("LC_ALL", "C");
      int status = end(builder.start(), command);
      if (status != 0) {
        throw failed(command, "status " + status + ": " + lastWords(output));
      }
    } catch (IOException failure) {
      throw failed(command, String.valueOf(failure.getMessage()));
    }
  }

  /// Waits for the end even when interrupted: a killed `initdb` or `pg_ctl` leaves children that go
  /// on, and both take about a second.
  private int end(Process process, List<String> command) {
    CompletableFuture<Process> end =
        process.onExit().completeOnTimeout(process, 2L * START_SECONDS, TimeUnit.SECONDS);
    if (end.join().isAlive()) {
      process.destroyForcibly();
      throw failed(command, "no end after " + 2 * START_SECONDS + " seconds");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new SyncException(Reason.Cancelled, "interrupted at " + command.getFirst(), "");
    }
    return process.exitValue();
  }

  private SyncException failed(List<String> command, String why) {
    return new SyncException(
        Reason.InternalError,
        "the embedded server's %s failed: %s"
            .formatted(Path.of(command.getFirst()).getFileName(), why),
        "See '%s'.".formatted(log()));
  }

  private String lastWords(Path output) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(output));
    if (Files.exists(log())) {
      lines.addAll(Files.readAllLines(log()));
    }
    return String.join(" / ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }

  private static int freePort() {
    return ThreadLocalRandom.current()
        .ints(PORTS_TRIED, LOWEST_PORT, HIGHEST_PORT + 1)
        .filter(EmbeddedServer::isFree)
        .findFirst()
        .orElseThrow(() ->
            new SyncException(
                Reason.InternalError,
                "none of %d ports of 127.0.0.1 between %d and %d is free"
                    .formatted(PORTS_TRIED, LOWEST_PORT, HIGHEST_PORT),
                "end programs that listen there"));
  }

  private static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
