package io.multiboard.sync.order;

import java.util.Locale;

/// What a worker is there for.
public enum Role {
  EXPORT,
  IMPORT,
  CHECK,
  PLAN,
  ROLLBACK,
  CLEANUP;

  /// As it stands in names, such as `export`.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
