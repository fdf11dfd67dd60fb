package io.multiboard.sync.engine.target;

/// How the copy is proved.
public enum VerifyMode {
  /// Each table's `count(*)` against the source's in the export's snapshot.
  Counts,
  /// Each table's content; comes later.
  Content,
  /// Not at all.
  None
}
