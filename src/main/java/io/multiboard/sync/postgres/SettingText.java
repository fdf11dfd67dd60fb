package io.multiboard.sync.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The `SET name TO value` of a `name=value` text, as the catalog keeps settings of functions,
/// databases and roles. Lists of names or files were quoted when they were stored, in their own
/// way, so they are taken apart and each element becomes a literal. Source:
/// `variable_is_guc_list_quote` and `SplitGUCList` of dumputils.c.
public final class SettingText {
  private static final Set<String> LISTS =
      Set.of(
          "local_preload_libraries",
          "search_path",
          "session_preload_libraries",
          "shared_preload_libraries",
          "temp_tablespaces",
          "unix_socket_directories");

  private SettingText() {}

  /// Such as `SET work_mem TO '4MB'`; empty where the text has no equals sign.
  public static Optional<String> clause(String setting) {
    int equals = setting.indexOf('=');
    if (equals < 0) {
      return Optional.empty();
    }
    return Optional.of(clause(setting.substring(0, equals), setting.substring(equals + 1)));
  }

  /// The same of a name and a value as the catalog keeps it.
  public static String clause(String name, String value) {
    return "SET " + Identifier.quote(name) + " TO " + literals(name, value);
  }

  private static String literals(String name, String value) {
    boolean list = LISTS.contains(name.toLowerCase(Locale.ROOT)) && !value.isEmpty();
    return list
        ? elements(value).stream().map(Identifier::literal).collect(Collectors.joining(", "))
        : Identifier.literal(value);
  }

  /// The elements of a list, separated by commas; those in double quotes may hold anything.
  static List<String> elements(String list) {
    List<String> elements = new ArrayList<>();
    int at = 0;
    while (at < list.length()) {
      StringBuilder element = new StringBuilder();
      at = element(list, at, element);
      elements.add(element.toString());
    }
    return elements;
  }

  /// Reads one element and the comma behind it; returns the place behind that.
  private static int element(String list, int start, StringBuilder element) {
    int at = start;
    while (at < list.length() && Character.isWhitespace(list.charAt(at))) {
      at++;
    }
    if (at < list.length() && list.charAt(at) == '"') {
      at = quoted(list, at + 1, element);
    } else {
      int comma = list.indexOf(',', at);
      int end = comma < 0 ? list.length() : comma;
      element.append(list.substring(at, end).stripTrailing());
      at = end;
    }
    int comma = list.indexOf(',', at);
    return comma < 0 ? list.length() : comma + 1;
  }

  private static int quoted(String list, int start, StringBuilder element) {
    int at = start;
    while (at < list.length()) {
      boolean quote = list.charAt(at) == '"';
      if (quote && (at + 1 == list.length() || list.charAt(at + 1) != '"')) {
        return at + 1;
      }
      element.append(list.charAt(at));
      at += quote ? 2 : 1;
    }
    return at;
  }
}
