package io.multiboard.sync.engine.target;

/// What to do about objects that the target has and the source has not.
public enum TargetOnlyObjects {
  /// Refuse, naming them.
  Refuse,
  /// Go on without them; the former database keeps them as long as it is kept.
  Drop
}
