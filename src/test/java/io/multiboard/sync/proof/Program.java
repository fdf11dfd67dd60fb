package io.multiboard.sync.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.multiboard.sync.Main;
import io.multiboard.sync.cli.Commands;
import io.multiboard.sync.cli.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The program as its users start it: a process of its own. Immutable.
public final class Program {
  private final Map<String, String> environment;
  private final List<String> machine;

  private Program(Map<String, String> environment, List<String> machine) {
    this.environment = Map.copyOf(environment);
    this.machine = List.copyOf(machine);
  }

  /// The program with nothing set in its environment that speaks of PostgreSQL.
  public static Program plain() {
    return new Program(Map.of(), List.of("-Xmx256m"));
  }

  /// The same with a variable of the environment.
  public Program with(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new Program(more, machine);
  }

  /// The same with an option of Java's.
  public Program withJava(String option) {
    List<String> more = new ArrayList<>(machine);
    more.add(option);
    return new Program(environment, more);
  }

  /// Runs a verb to its end, in this process, which is quicker; the command line is the same.
  public static Ran run(String... words) {
    return run(Map.of(), words);
  }

  /// The same with variables of the environment, in which there is nothing else.
  public static Ran run(Map<String, String> environment, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            environment,
            false);
    int status = Commands.run(words, surroundings);
    return new Ran(status, out.toString(UTF_8), err.toString(UTF_8));
  }

  /// Starts a verb.
  public Running start(String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(machine);
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath(),
            Main.class.getName()));
    command.addAll(List.of(words));
    return start(command);
  }

  private Running start(List<String> command) {
    try {
      Path out = Files.createTempFile("program-", ".out");
      Path err = Files.createTempFile("program-", ".err");
      var builder =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .redirectInput(Path.of("/dev/null").toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().putAll(environment);
      return new Running(builder.start(), out, err);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Ours and the libraries', without the tests' own classes.
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
        .replaceFirst("[^:]*test-classes:", "");
  }
}
