package io.multiboard.sync.engine.archive;

import java.util.Optional;

/// The versions of the archive format that are read. Source: `K_VERS_*` of pg_backup_archiver.h.
public enum TocVersion {
  /// pg_dump 12 to 15; the one that is written, because every pg_restore from 12 on reads it.
  V1_14(14),
  /// pg_dump 16: the header names the compression's algorithm.
  V1_15(15),
  /// pg_dump 17 and 18: relation kinds, large objects in groups.
  V1_16(16);

  static final int MAJOR = 1;

  private final int minor;

  TocVersion(int minor) {
    this.minor = minor;
  }

  int minor() {
    return minor;
  }

  boolean isAtLeast(TocVersion other) {
    return compareTo(other) >= 0;
  }

  static Optional<TocVersion> of(int major, int minor) {
    for (TocVersion version : values()) {
      if (major == MAJOR && version.minor == minor) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  /// As `pg_restore -l` shows it, such as `1.14-0`.
  public String text() {
    return MAJOR + "." + minor + "-0";
  }
}
