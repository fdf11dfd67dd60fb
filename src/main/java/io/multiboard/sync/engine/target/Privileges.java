package io.multiboard.sync.engine.target;

/// Who may use the copied objects.
public enum Privileges {
  /// Whoever might use the target's objects of the same name.
  Target,
  /// Whoever may use them in the source.
  Source,
  /// Their owner alone, and whoever PostgreSQL lets in by default.
  None
}
