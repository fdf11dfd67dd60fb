package io.multiboard.sync.engine;

/// How rows travel, where their types leave a choice.
public enum CopyFormat {
  /// Text in an archive that is to be kept, because every tool reads it and it can become a script;
  /// binary in a sync, where it takes both servers less time.
  Auto,
  /// PostgreSQL's text format.
  Text,
  /// PostgreSQL's binary format for every table whose types allow it, text for the others.
  Binary
}
