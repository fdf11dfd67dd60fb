package io.multiboard.sync.engine.toc;

/// How the rows of a table travel and lie in its data file.
public enum CopyEncoding {
  /// PostgreSQL's text format: a line a row, `\N` for NULL; in a file it ends with the line `\.`.
  TEXT,
  /// PostgreSQL's binary format: in a file one header first and one trailer last.
  BINARY
}
