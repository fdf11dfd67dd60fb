package io.multiboard.sync.postgres;

import java.util.Optional;

/// TCP port numbers as text. Thread-safe.
final class PortNumber {
  private PortNumber() {}

  /// The number, from 1 to 65535 in plain digits; empty for anything else.
  static Optional<Integer> parse(String text) {
    if (!text.matches("[0-9]{1,5}")) {
      return Optional.empty();
    }
    int port = Integer.parseInt(text);
    return port >= 1 && port <= 65_535 ? Optional.of(port) : Optional.empty();
  }
}
