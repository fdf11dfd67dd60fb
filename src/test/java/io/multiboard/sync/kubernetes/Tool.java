package io.multiboard.sync.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Programs that tests with Kubernetes start; `src/test/kubernetes/tools` builds them. Each has a
/// time limit. Thread-safe.
final class Tool {
  /// The folder of the checked out project.
  static final Path ROOT =
      Path.of(System.getProperty("multiboard.test.root", ".")).toAbsolutePath();

  private Tool() {}

  /// What a program left.
  record Finished(int status, String output, String errors) {
    /// Its output, where it ended well.
    String orFail() {
      assertThat(status).as(() -> output + errors).isZero();
      return output;
    }
  }

  /// Where `tools` puts programs.
  static Path folder() {
    return Optional.ofNullable(System.getenv("MULTIBOARD_KUBERNETES_TOOLS"))
        .map(Path::of)
        .orElseGet(() -> cache().resolve("multiboard-sync").resolve("kubernetes"));
  }

  private static Path cache() {
    return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
  }

  /// A program of that folder.
  static String program(String name) {
    return folder().resolve(name).toString();
  }

  /// Runs a program to its end.
  static Finished run(Duration limit, List<String> command) {
    try {
      Path out = Files.createTempFile("tool-", ".out");
      Path err = Files.createTempFile("tool-", ".err");
      try {
        return run(limit, command, out, err);
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + command, interrupted);
    }
  }

  private static Finished run(Duration limit, List<String> command, Path out, Path err)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    String errors = Files.readString(err, UTF_8) + (ended ? "" : "\nended after " + limit);
    return new Finished(process.exitValue(), Files.readString(out, UTF_8), errors);
  }

  /// A command of a program of the folder.
  static List<String> command(String program, String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(program(program));
    words.addAll(List.of(arguments));
    return words;
  }
}
