package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.ObjectAddress;

/// Which draft: an object may have several, one for each role.
public record DraftKey(Role role, ObjectAddress address) {
  /// Everything before it is pre-data.
  static final DraftKey PRE_DATA_END = new DraftKey(Role.PRE_DATA_END, new ObjectAddress(0, 0, 0));

  /// Everything after it is post-data.
  static final DraftKey POST_DATA_START =
      new DraftKey(Role.POST_DATA_START, new ObjectAddress(0, 0, 0));

  /// What a draft does for its object.
  public enum Role {
    /// Announces a type before the functions that it is made of.
    SHELL,
    /// Creates it.
    OBJECT,
    /// Fills it: rows, a sequence's value, the refresh of a materialized view, large objects.
    DATA,
    /// Attaches a partition, or the index of one, to its parent.
    ATTACH,
    /// Switches row security on.
    ROW_SECURITY,
    /// Takes the default away that a column inherits; the address is the column's.
    NULL_DEFAULT,
    PRE_DATA_END,
    POST_DATA_START
  }

  /// The draft that creates the object.
  public static DraftKey object(ObjectAddress address) {
    return new DraftKey(Role.OBJECT, address.whole());
  }

  /// The draft that announces a type.
  public static DraftKey shell(ObjectAddress address) {
    return new DraftKey(Role.SHELL, address.whole());
  }

  /// The draft that fills the object.
  public static DraftKey data(ObjectAddress address) {
    return new DraftKey(Role.DATA, address.whole());
  }

  /// The draft that attaches the object to its parent.
  public static DraftKey attach(ObjectAddress address) {
    return new DraftKey(Role.ATTACH, address.whole());
  }

  boolean isBoundary() {
    return role == Role.PRE_DATA_END || role == Role.POST_DATA_START;
  }
}
