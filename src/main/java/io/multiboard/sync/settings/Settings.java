package io.multiboard.sync.settings;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// All settings of a process. Printing them shows no secret.
///
/// @param transfer defaults of the options that govern how data moves
/// @param unknown variables with our prefix that mean nothing
public record Settings(
    Logging logging,
    Folders folders,
    Transfer transfer,
    Worker worker,
    Databases databases,
    Cluster cluster,
    List<String> unknown) {
  private static final int MOST_JOBS = 64;
  private static final int LONGEST_LOCK_TIMEOUT = 3600;
  private static final int MOST_RUNS = 100;
  private static final int HIGHEST_PORT = 65_535;

  private static final List<String> PULL_POLICIES = List.of("IfNotPresent", "Always", "Never");

  /// Set by the launcher, and what Kubernetes sets for a Service named `multiboard-sync`.
  private static final String NOT_OURS = "MULTIBOARD_SYNC_(JAVA_OPTIONS|SERVICE_.*|PORT|PORT_.*)";

  /// What is logged, and how.
  public record Logging(LogLevel level, LogFormat format) {}

  /// How much is logged; each includes those before it.
  public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  /// How a line of the log is written.
  public enum LogFormat {
    TEXT,
    JSON
  }

  /// Where files go.
  ///
  /// @param backups the archives of manifests
  /// @param temporary what is removed again
  public record Folders(Optional<Path> archives, Optional<Path> backups, Path temporary) {}

  /// How data moves unless an option says otherwise.
  ///
  /// @param compression an algorithm, with a level after a colon
  public record Transfer(
      int jobs,
      ByteSize chunkSize,
      String compression,
      Duration lockTimeout,
      Duration keepPrevious) {}

  /// A process that carries out one order. Where its outcome goes, [#terminationLog] says.
  ///
  /// @param progressPort 0 for any that is free
  /// @param exportSilence how long an import waits for another sign of its export
  public record Worker(int progressPort, Duration exportSilence) {}

  /// What an operator needs to know of its cluster.
  ///
  /// @param namespaces that are served; `*` is all of them, and none is its own
  /// @param namespace that it is in, where it was told
  /// @param lease by which one of several operators leads, where there may be several
  /// @param image of the workers
  /// @param pullPolicy of that image
  /// @param account of the workers
  /// @param archiveClaim the volume for archives of syncs that name none
  /// @param maxConcurrentRuns how many runs go at a time
  /// @param healthPort where it says whether it lives
  public record Cluster(
      List<String> namespaces,
      Optional<String> namespace,
      Optional<String> lease,
      String image,
      String pullPolicy,
      String account,
      String archiveClaim,
      int maxConcurrentRuns,
      int healthPort) {}

  /// Databases known by what they are used for. Only their variables' names are kept: the URLs hold
  /// passwords, and stay where they are.
  public record Databases(Set<Variable> named) {
    /// The variable of the production database, where it is set.
    public Optional<String> production() {
      return named.contains(Variable.PRODUCTION_DATABASE)
          ? Optional.of(Variable.PRODUCTION_DATABASE.names().getFirst())
          : Optional.empty();
    }
  }

  /// Reads and checks them all.
  ///
  /// @throws SyncException `InvalidConfiguration`, naming the variable
  public static Settings from(Map<String, String> environment) {
    Reader reader = new Reader(environment);
    return new Settings(
        new Logging(
            reader.word(Variable.LOG_LEVEL, LogLevel.values()),
            reader.word(Variable.LOG_FORMAT, LogFormat.values())),
        new Folders(
            reader.folder(Variable.ARCHIVE_FOLDER),
            reader.folder(Variable.BACKUP_FOLDER),
            reader
                .folder(Variable.TEMPORARY_FOLDER)
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir", ".")))),
        new Transfer(
            reader.number(Variable.JOBS, MOST_JOBS),
            reader.needed(Variable.CHUNK_SIZE, ByteSize::parse, "a size such as 256Mi"),
            reader.needed(
                Variable.COMPRESSION,
                Settings::compression,
                "zstd, gzip, lz4 or none, such as zstd:3"),
            Duration.ofSeconds(reader.number(Variable.LOCK_TIMEOUT, LONGEST_LOCK_TIMEOUT)),
            reader.needed(Variable.KEEP_PREVIOUS, TimeSpan::parse, "a duration such as 24h")),
        worker(reader),
        databases(environment),
        cluster(environment, reader),
        unknown(environment));
  }

  /// Where the outcome of a worker goes, whatever is wrong with its other settings.
  public static Path terminationLog(Map<String, String> environment) {
    return Variable.TERMINATION_LOG
        .text(environment)
        .flatMap(Reader::path)
        .orElseGet(() -> Path.of(Variable.TERMINATION_LOG.usual()));
  }

  private static Worker worker(Reader reader) {
    return new Worker(
        reader.needed(Variable.PROGRESS_PORT, Settings::port, "a port, or 0"),
        reader.needed(Variable.EXPORT_SILENCE, TimeSpan::parse, "a duration such as 30s"));
  }

  private static Optional<Integer> port(String text) {
    return Optional.of(text)
        .filter(digits -> digits.matches("\\d{1,5}"))
        .map(Integer::valueOf)
        .filter(port -> port <= HIGHEST_PORT);
  }

  private static Cluster cluster(Map<String, String> environment, Reader reader) {
    List<String> namespaces =
        Variable.NAMESPACES.text(environment).stream()
            .flatMap(text -> Arrays.stream(text.split(",", -1)))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    return new Cluster(
        namespaces,
        Variable.NAMESPACE.text(environment),
        Variable.LEASE.text(environment),
        reader.needed(Variable.IMAGE, Optional::of, "an image"),
        reader.needed(
            Variable.PULL_POLICY,
            text -> Optional.of(text).filter(PULL_POLICIES::contains),
            "one of " + String.join(", ", PULL_POLICIES)),
        reader.needed(Variable.WORKER_ACCOUNT, Optional::of, "a name"),
        reader.needed(Variable.ARCHIVE_CLAIM, Optional::of, "a name"),
        reader.number(Variable.MAX_CONCURRENT_RUNS, MOST_RUNS),
        reader.number(Variable.HEALTH_PORT, HIGHEST_PORT));
  }

  private static Optional<String> compression(String text) {
    return text.matches("(zstd|gzip|lz4|none)(:\\d{1,2})?") ? Optional.of(text) : Optional.empty();
  }

  private static Databases databases(Map<String, String> environment) {
    List<Variable> all =
        List.of(
            Variable.PRODUCTION_DATABASE,
            Variable.STAGING_DATABASE,
            Variable.DEVELOPMENT_DATABASE,
            Variable.TEST_DATABASE);
    return new Databases(
        Set.copyOf(all.stream().filter(each -> each.text(environment).isPresent()).toList()));
  }

  private static List<String> unknown(Map<String, String> environment) {
    Set<String> known = Set.copyOf(Variable.allNames().toList());
    return environment.keySet().stream()
        .filter(name -> name.startsWith(Variable.PREFIX))
        .filter(name -> !known.contains(name) && !name.matches(NOT_OURS))
        .sorted()
        .toList();
  }

  private record Reader(Map<String, String> environment) {
    <T> Optional<T> read(Variable variable, Function<String, Optional<T>> parser, String form) {
      return variable
          .text(environment)
          .map(text -> parser.apply(text).orElseThrow(() -> refused(variable, form)));
    }

    <T> T needed(Variable variable, Function<String, Optional<T>> parser, String form) {
      return read(variable, parser, form).orElseThrow(() -> refused(variable, form));
    }

    <E extends Enum<E>> E word(Variable variable, E[] values) {
      List<String> words =
          Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
      return needed(
          variable,
          text -> Optional.of(words.indexOf(text)).filter(at -> at >= 0).map(at -> values[at]),
          "one of " + String.join(", ", words));
    }

    int number(Variable variable, int most) {
      return needed(
          variable,
          text ->
              Optional.of(text)
                  .filter(digits -> digits.matches("\\d{1,6}"))
                  .map(Integer::valueOf)
                  .filter(value -> value >= 1 && value <= most),
          "a number from 1 to " + most);
    }

    Optional<Path> folder(Variable variable) {
      return read(variable, Reader::path, "a folder");
    }

    private static Optional<Path> path(String text) {
      try {
        return Optional.of(Path.of(text));
      } catch (InvalidPathException invalid) {
        return Optional.empty();
      }
    }

    private SyncException refused(Variable variable, String form) {
      return new SyncException(
          Reason.InvalidConfiguration,
          "the environment variable " + variable.nameIn(environment) + " is not " + form,
          "Correct or unset it; docs/settings.md lists all of them.");
    }
  }
}
