package io.multiboard.sync.engine.target;

/// What to do about roles that the copy needs and the target's server has not.
public enum MissingRoles {
  /// Refuse, naming them.
  Fail,
  /// Create them, without the right to log in.
  CreateNoLogin,
  /// Leave out the ownership, privileges and policies that name them, with a notice.
  Skip
}
