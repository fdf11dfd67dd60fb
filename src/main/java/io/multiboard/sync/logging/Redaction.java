package io.multiboard.sync.logging;

import java.util.List;
import java.util.regex.Pattern;

/// The last line of defence for passwords: masks what looks like one in any text that leaves the
/// process. The first is the type `Password`, which does not print itself. Thread-safe.
public final class Redaction {
  private static final String MASK = "***";

  private record Rule(Pattern pattern, String replacement) {}

  private static final List<Rule> RULES =
      List.of(
          // postgres://user:password@host
          new Rule(Pattern.compile("(://[^:/?#\\s@]*:)\\S*(?=@)"), "$1" + MASK),
          // password=…, "password": "…", PGPASSWORD=…, sslpassword='…'
          new Rule(
              Pattern.compile(
                  "(?i)((?:password|passwd|pwd|secret)\"?\\s*[=:]\\s*)(?:\"[^\"]*\"|'[^']*'|[^\\s,;&}\\])]+)"),
              "$1" + MASK),
          // CREATE ROLE … PASSWORD '…'
          new Rule(Pattern.compile("(?i)(password\\s+)'(?:[^']|'')*'"), "$1'" + MASK + "'"));

  private Redaction() {}

  /// The text with every password that can be told as one masked.
  public static String mask(String text) {
    String masked = text;
    for (Rule rule : RULES) {
      masked = rule.pattern().matcher(masked).replaceAll(rule.replacement());
    }
    return masked;
  }
}
