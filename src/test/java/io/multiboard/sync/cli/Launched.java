package io.multiboard.sync.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/// The program as a process of its own, for what a test within this process cannot see: signals,
/// the exit status, and what stays behind.
public final class Launched implements AutoCloseable {
  private final Process process;
  private final Optional<Path> out;
  private final Path err;

  private Launched(Process process, Optional<Path> out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /// Starts a command with this test's classes.
  ///
  /// @param folder for what it prints
  public static Launched start(Path folder, String... words) throws IOException {
    return start(folder, Map.of(), words);
  }

  /// The same with these variables, beside those of this process.
  public static Launched start(Path folder, Map<String, String> variables, String... words)
      throws IOException {
    ProcessBuilder.Redirect output =
        ProcessBuilder.Redirect.to(Files.createTempFile(folder, "out", ".txt").toFile());
    return start(folder, output, variables, words);
  }

  private static Launched start(
      Path folder, ProcessBuilder.Redirect output, Map<String, String> variables, String... words)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("io.multiboard.sync.Main");
    command.addAll(List.of(words));
    Path err = Files.createTempFile(folder, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(output).redirectError(err.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("PG") || name.startsWith("MULTIBOARD"));
    builder.environment().putAll(variables);
    return new Launched(builder.start(), Optional.ofNullable(output.file()).map(File::toPath), err);
  }

  /// The same with its standard output in a pipe, of which a test reads what it likes.
  public static Launched startPiped(Path folder, String... words) throws IOException {
    return start(folder, ProcessBuilder.Redirect.PIPE, Map.of(), words);
  }

  /// The end of the pipe of [#startPiped].
  public InputStream pipe() {
    return process.getInputStream();
  }

  /// Sends a signal, such as `INT` for Ctrl-C.
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }

  /// What it printed and how it ended; fails where it does not end in time.
  public Typed await(int seconds) throws IOException, InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new AssertionError("still running after " + seconds + " seconds: " + err());
    }
    return new Typed(process.exitValue(), out(), err());
  }

  /// What it has printed to standard error so far.
  public String err() throws IOException {
    return Files.readString(err);
  }

  /// Waits until it has printed this to standard error; fails with all that it printed where it
  /// does not.
  public void awaitErr(String words) {
    try {
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> err().contains(words));
    } catch (ConditionTimeoutException late) {
      throw new AssertionError("nothing like \"" + words + "\" in: " + printed(), late);
    }
  }

  private String out() throws IOException {
    return out.isPresent() ? Files.readString(out.get()) : "";
  }

  private String printed() {
    try {
      return out() + err();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
