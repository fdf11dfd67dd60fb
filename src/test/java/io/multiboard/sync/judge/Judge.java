package io.multiboard.sync.judge;

import static org.junit.jupiter.api.Assumptions.abort;

import io.multiboard.sync.server.Release;
import io.multiboard.sync.server.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// `pg_dump`, `pg_restore` and `psql` of one release. `.ci/judges` installs them all; a test whose
/// judge is missing is skipped and says so, and fails where `CI` is set. Thread-safe.
public enum Judge {
  /// Debian 12's: reads and writes archives of version 1.14, with gzip.
  V15(15),
  /// Debian 13's: knows zstd and lz4 too.
  V17(17),
  /// The newest: gzip alone, because of how its wheel is built.
  V18(18);

  private static final int MINUTES = 10;

  private final int major;

  Judge(int major) {
    this.major = major;
  }

  /// The judge that is as old as the server: `pg_dump` refuses servers that are newer than itself.
  public static Judge of(Release release) {
    return switch (release) {
      case V15 -> V15;
      case V18 -> V18;
    };
  }

  /// The database as a plain script, without the lines that differ from run to run or name
  /// versions: two databases are alike when these texts are.
  public String plainDump(TestDatabase database, String... options) {
    List<String> words = new ArrayList<>(List.of("--format=plain"));
    words.addAll(List.of(options));
    return run("pg_dump", database, words)
        .orFail()
        .output()
        .lines()
        .filter(line -> !line.startsWith("\\restrict") && !line.startsWith("\\unrestrict"))
        .filter(line -> !line.startsWith("-- Dumped "))
        .collect(Collectors.joining("\n"));
  }

  /// Writes a directory archive with `pg_dump -Fd`.
  ///
  /// @param archive must not exist
  public Verdict dumpDirectory(TestDatabase database, Path archive, String... options) {
    List<String> words = new ArrayList<>(List.of("--format=directory", "--file=" + archive));
    words.addAll(List.of(options));
    return run("pg_dump", database, words);
  }

  /// Restores a directory archive into a database with `pg_restore`. The 17th sets a parameter that
  /// older servers do not know; that error alone is none.
  public Verdict restore(Path archive, TestDatabase into, String... options) {
    List<String> words = new ArrayList<>(List.of(options));
    words.add(archive.toString());
    Verdict verdict = run("pg_restore", into, words);
    boolean harmless =
        verdict.status() == 1
            && verdict
                .messages()
                .lines()
                .filter(line -> line.startsWith("pg_restore: error:"))
                .allMatch(line -> line.contains("parameter \"transaction_timeout\""));
    return harmless ? new Verdict(0, verdict.output(), verdict.messages()) : verdict;
  }

  /// What `pg_restore -l` lists.
  public String list(Path archive) {
    return run("pg_restore", List.of("--list", archive.toString())).orFail().output();
  }

  /// The archive as a plain script: `pg_restore -f -`.
  public Verdict script(Path archive, String... options) {
    List<String> words = new ArrayList<>(List.of("--file=-"));
    words.addAll(List.of(options));
    words.add(archive.toString());
    return run("pg_restore", words);
  }

  /// Runs an SQL file with `psql`, stopping at the first error.
  public Verdict load(Path sql, TestDatabase into) {
    return run(
        "psql", into, List.of("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=" + sql));
  }

  /// Runs a program on a database; where and as whom is said here.
  public Verdict run(String program, TestDatabase database, List<String> words) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--host=" + database.server().host(),
                "--port=" + database.server().port(),
                "--username=postgres",
                "--no-password",
                "--dbname=dbname='"
                    + database.name().replace("\\", "\\\\").replace("'", "\\'")
                    + "'"));
    all.addAll(words);
    return run(program, all);
  }

  /// Runs a program with just these arguments.
  public Verdict run(String program, List<String> words) {
    List<String> command = new ArrayList<>(List.of(find(program).toString()));
    command.addAll(words);
    try {
      Path output = Files.createTempFile("judge-", ".out");
      Path messages = Files.createTempFile("judge-", ".err");
      try {
        int status = run(command, output, messages);
        return new Verdict(status, Files.readString(output), Files.readString(messages));
      } finally {
        Files.delete(output);
        Files.delete(messages);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted at " + command, interruption);
    }
  }

  private static int run(List<String> command, Path output, Path messages)
      throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(messages.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("no end after " + MINUTES + " minutes: " + command);
    }
    return process.exitValue();
  }

  /// Where a program of this release is. Ends the test, or fails it under CI, where it is missing.
  public Path find(String program) {
    Path path = folder().resolve(String.valueOf(major)).resolve("bin").resolve(program);
    if (Files.isExecutable(path)) {
      return path;
    }
    String message =
        "no %s of PostgreSQL %d in '%s'; '.ci/judges' installs it".formatted(program, major, path);
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      throw new AssertionError(message);
    }
    return abort(message);
  }

  /// The same folder that `.ci/judges` fills.
  private static Path folder() {
    return environment("MULTIBOARD_JUDGES")
        .map(Path::of)
        .orElseGet(() ->
            environment("XDG_CACHE_HOME")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("multiboard-sync")
                .resolve("judges"));
  }

  private static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
  }
}
