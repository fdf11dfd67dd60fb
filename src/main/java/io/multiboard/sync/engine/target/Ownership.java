package io.multiboard.sync.engine.target;

/// To whom the copied objects belong.
public enum Ownership {
  /// To the owner of the target database; an object that the target had under the same name goes
  /// back to its owner there.
  Target,
  /// To the roles that own them in the source.
  Source,
  /// To the role that imports.
  None
}
