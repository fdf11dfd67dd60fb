package io.multiboard.sync.engine.restore;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A word, quoted name, string or sign of SQL text, and where it stands. Enough of the lexer of
/// PostgreSQL to find names in the statements that pg_dump writes; comments are passed over.
///
/// @param text as it stands, with its quotes
/// @param end the place after its last character
public record SqlToken(String text, int start, int end) {
  private static final Pattern TOKEN =
      Pattern.compile(
          """
          (?<skip>\\s+|--[^\\n]*|/\\*.*?\\*/)\
          |(?<quoted>"[^"]*+(?:""[^"]*+)*+")\
          |(?<escaped>[eE]'[^'\\\\]*+(?:(?:''|\\\\.)[^'\\\\]*+)*+')\
          |(?<string>'[^']*+(?:''[^']*+)*+')\
          |(?<dollar>\\$(?<tag>\\w*)\\$.*?\\$\\k<tag>\\$)\
          |(?<word>[\\w$\\u0080-\\uffff]+)\
          |(?<sign>.)\
          """,
          Pattern.DOTALL);

  /// All tokens of a text.
  public static List<SqlToken> of(String sql) {
    List<SqlToken> tokens = new ArrayList<>();
    Matcher match = TOKEN.matcher(sql);
    while (match.find()) {
      if (match.group("skip") == null) {
        tokens.add(new SqlToken(match.group(), match.start(), match.end()));
      }
    }
    return tokens;
  }

  /// The statements of a text, each without its semicolon.
  static List<List<SqlToken>> statements(String sql) {
    List<List<SqlToken>> statements = new ArrayList<>();
    List<SqlToken> current = new ArrayList<>();
    for (SqlToken token : of(sql)) {
      if (token.text().equals(";")) {
        statements.add(current);
        current = new ArrayList<>();
      } else {
        current.add(token);
      }
    }
    if (!current.isEmpty()) {
      statements.add(current);
    }
    return statements;
  }

  /// Whether this is a key word, not a quoted name.
  public boolean is(String keyWord) {
    return text.equalsIgnoreCase(keyWord);
  }

  /// The name that the token stands for, without quotes.
  String name() {
    return text.startsWith("\"")
        ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
        : text;
  }
}
