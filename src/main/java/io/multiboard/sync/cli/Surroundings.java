package io.multiboard.sync.cli;

import java.io.PrintStream;
import java.util.Map;

/// What a command sees of the process it runs in. Thread-safe.
///
/// @param out for what was asked for
/// @param err for people: progress, failures and the log
/// @param environment the variables; may hold passwords
/// @param interactive whether `err` may be a terminal on which something can move
public record Surroundings(
    PrintStream out, PrintStream err, Map<String, String> environment, boolean interactive) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /// Those of this process.
  public static Surroundings ofProcess() {
    Map<String, String> environment = System.getenv();
    boolean plain =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Surroundings(System.out, System.err, environment, !plain);
  }

  @Override
  public String toString() {
    return "Surroundings with " + environment.size() + " variables";
  }
}
