package io.multiboard.sync.engine.catalog;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.ServerVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The SQL of a catalog query for one server: the resource named for what it lists, less the lines for
/// other releases. A line that ends `-- from 17` is for servers of major version 17 and newer, one
/// that ends `-- before 17` for older ones; `-- from 14 before 17` for those between.
final class CatalogQuery {
  private static final Pattern CONDITION =
      Pattern.compile("--(?:\\s+from (\\d+))?(?:\\s+before (\\d+))?\\s*$");

  private CatalogQuery() {}

  static String sql(String name, ServerVersion server) {
    return text(name)
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

  private static String text(String name) {
    String file = name + ".sql";
    try (InputStream stream = CatalogQuery.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new SyncException(
            Reason.InternalError, "the catalog query \"" + file + "\" is not in this build", "");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new SyncException(
          Reason.InternalError, "the catalog query \"" + file + "\" cannot be read", "", failure);
    }
  }
}
