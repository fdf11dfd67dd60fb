package io.multiboard.sync.postgres;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A query that lies as a `.sql` file beside a class, less the lines for other releases. A line
/// that ends `-- from 17` is for servers of major version 17 and newer, one that ends `-- before
/// 17` for older ones; `-- from 14 before 17` for those between. Thread-safe.
public final class SqlResource {
  private static final Pattern CONDITION =
      Pattern.compile("--(?:\\s+from (\\d+))?(?:\\s+before (\\d+))?\\s*$");

  private SqlResource() {}

  /// The text for one server.
  ///
  /// @param beside a class of the package that the file lies in
  /// @param name the file's name without `.sql`
  public static String text(Class<?> beside, String name, ServerVersion server) {
    return read(beside, name + ".sql")
        .lines()
        .filter(line -> isFor(line, server))
        .collect(Collectors.joining("\n"));
  }

  private static boolean isFor(String line, ServerVersion server) {
    Matcher condition = CONDITION.matcher(line);
    if (!condition.find()) {
      return true;
    }
    String from = condition.group(1);
    String before = condition.group(2);
    return (from == null || server.atLeast(Integer.parseInt(from)))
        && (before == null || !server.atLeast(Integer.parseInt(before)));
  }

  private static String read(Class<?> beside, String file) {
    try (InputStream stream = beside.getResourceAsStream(file)) {
      if (stream == null) {
        throw new SyncException(
            Reason.InternalError, "the query \"" + file + "\" is not in this build", "");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new SyncException(
          Reason.InternalError, "the query \"" + file + "\" cannot be read", "", failure);
    }
  }
}
