package io.multiboard.sync.engine.toc;

/// Dollar-quoted literals with the shortest delimiter that the text does not hold, chosen as
/// `appendStringLiteralDQ` of string_utils.c does.
final class DollarQuote {
  private static final String SUFFIXES = "_XXXXXXX";

  private DollarQuote() {}

  static String literal(String text) {
    StringBuilder delimiter = new StringBuilder("$");
    // Without its last dollar: a text that ends with the beginning of the delimiter must not do.
    for (int next = 0; text.contains(delimiter); next++) {
      delimiter.append(SUFFIXES.charAt(next % SUFFIXES.length()));
    }
    String full = delimiter.append('$').toString();
    return full + text + full;
  }
}
