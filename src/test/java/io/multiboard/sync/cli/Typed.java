package io.multiboard.sync.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What a typed command printed and how it ended.
public record Typed(int status, String out, String err) {
  /// Runs a command within this process, with no variables.
  public static Typed run(String... words) {
    return run(Map.of(), words);
  }

  /// Runs a command within this process, with these variables alone.
  public static Typed run(Map<String, String> variables, String... words) {
    return run(InputStream.nullInputStream(), variables, words);
  }

  /// Runs a command within this process, with no variables, and with a text piped to it.
  public static Typed piped(String input, String... words) {
    return run(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), Map.of(), words);
  }

  private static Typed run(InputStream in, Map<String, String> variables, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(in, stream(out), stream(err), variables, false, _ -> {});
    int status = Commands.run(words, surroundings);
    return new Typed(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  /// The last line of standard output.
  public String lastLine() {
    List<String> lines = out.lines().toList();
    return lines.isEmpty() ? "" : lines.getLast();
  }

  /// All that was printed.
  public String all() {
    return out + err;
  }
}
