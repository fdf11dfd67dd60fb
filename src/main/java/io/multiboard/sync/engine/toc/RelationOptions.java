package io.multiboard.sync.engine.toc;

import io.multiboard.sync.postgres.Identifier;
import java.util.List;
import java.util.stream.Collectors;

/// Storage parameters (`reloptions`) as SQL: names quoted, values as string literals unless they
/// are plain words.
final class RelationOptions {
  private RelationOptions() {}

  /// The text inside of `WITH (…)`; empty text for none.
  ///
  /// @param options `name=value` each
  /// @param prefix before each name, such as `toast.`
  static String sql(List<String> options, String prefix) {
    return options.stream().map(option -> prefix + sql(option)).collect(Collectors.joining(", "));
  }

  /// ` WITH (…)` after some space, or nothing.
  static String with(String before, List<String> options) {
    return options.isEmpty() ? "" : before + "WITH (" + sql(options, "") + ")";
  }

  private static String sql(String option) {
    int sign = option.indexOf('=');
    String name = sign < 0 ? option : option.substring(0, sign);
    String value = sign < 0 ? "" : option.substring(sign + 1);
    boolean plain = !value.isEmpty() && Identifier.quote(value).equals(value);
    return Identifier.quote(name) + "=" + (plain ? value : Identifier.literal(value));
  }
}
