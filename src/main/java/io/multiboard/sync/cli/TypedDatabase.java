package io.multiboard.sync.cli;

/// A database argument as it may be shown: for commands that we suggest. Thread-safe.
final class TypedDatabase {
  private TypedDatabase() {}

  /// The argument without its password, in quotes for a shell where it needs them.
  static String quoted(String argument) {
    String shown = argument.replaceFirst("^(postgres(?:ql)?://[^:/?#@]*):[^@]*@", "$1@");
    return shown.matches("[A-Za-z0-9_./:@=%+-]+") ? shown : "'" + shown.replace("'", "'\\''") + "'";
  }
}
