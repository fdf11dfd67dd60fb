package io.multiboard.sync.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.IntConsumer;

/// What a command sees of the process it runs in. Thread-safe.
///
/// @param in what was piped to it
/// @param out for what was asked for
/// @param err for people: progress, failures and the log
/// @param environment the variables; may hold passwords
/// @param interactive whether `err` may be a terminal on which something can move
/// @param wayOut ends a process that is going down already with a status of its own
public record Surroundings(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    boolean interactive,
    IntConsumer wayOut) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /// Without input and a way out.
  public Surroundings(
      PrintStream out, PrintStream err, Map<String, String> environment, boolean interactive) {
    this(InputStream.nullInputStream(), out, err, environment, interactive, _ -> {});
  }

  /// Those of this process.
  public static Surroundings ofProcess(IntConsumer wayOut) {
    Map<String, String> environment = System.getenv();
    boolean plain =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Surroundings(System.in, System.out, System.err, environment, !plain, wayOut);
  }

  @Override
  public String toString() {
    return "Surroundings with " + environment.size() + " variables";
  }
}
