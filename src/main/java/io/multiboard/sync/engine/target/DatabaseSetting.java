package io.multiboard.sync.engine.target;

import io.multiboard.sync.postgres.Identifier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A setting that sessions of one database begin with.
///
/// @param role whose sessions; empty text for all roles'
/// @param value as the catalog keeps it
public record DatabaseSetting(String role, String name, String value) {
  /// Settings that hold a list of quoted names, whose elements SET wants one by one. Source:
  /// `variable_is_guc_list_quote` of dumputils.c.
  private static final Set<String> LISTS =
      Set.of(
          "local_preload_libraries",
          "search_path",
          "session_preload_libraries",
          "shared_preload_libraries",
          "temp_tablespaces",
          "unix_socket_directories");

  private static final Pattern ELEMENT =
      Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")*)\"\\s*|([^,]*))(?:,|$)");

  static DatabaseSetting read(ResultSet row) throws SQLException {
    return new DatabaseSetting(
        row.getString("role"), row.getString("name"), row.getString("value"));
  }

  /// The statement that gives it to a database.
  String sql(String database) {
    String whose =
        role.isEmpty()
            ? "ALTER DATABASE " + Identifier.quote(database)
            : "ALTER ROLE " + Identifier.quote(role) + " IN DATABASE " + Identifier.quote(database);
    return whose + " SET " + Identifier.quote(name) + " TO " + values();
  }

  private String values() {
    return LISTS.contains(name)
        ? elements().stream().map(Identifier::literal).collect(Collectors.joining(", "))
        : Identifier.literal(value);
  }

  private List<String> elements() {
    List<String> elements = new ArrayList<>();
    Matcher element = ELEMENT.matcher(value);
    int at = 0;
    while (at < value.length() && element.region(at, value.length()).lookingAt()) {
      String quoted = element.group(1);
      elements.add(quoted == null ? element.group(2).strip() : quoted.replace("\"\"", "\""));
      at = element.end();
    }
    return elements.isEmpty() ? List.of("") : elements;
  }
}
