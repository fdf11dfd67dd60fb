package io.multiboard.sync.cli;

/// How a command prints.
enum OutputFormat {
  /// For people.
  Text,
  /// For machines: one JSON object a line on standard output.
  Json
}
