package io.multiboard.sync.logging;

import java.util.regex.Pattern;

/// Makes text that others wrote harmless to a terminal: names and messages from servers and
/// archives may hold escape sequences. Thread-safe.
public final class PlainText {
  /// Control characters of ASCII and of Latin-1, but for the tab and the line feed.
  private static final Pattern CONTROLS =
      Pattern.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f\\u0080-\\u009f]");

  private PlainText() {}

  /// The text with a question mark for each control character but tabs and line feeds.
  public static String of(String text) {
    return CONTROLS.matcher(text).replaceAll("?");
  }
}
