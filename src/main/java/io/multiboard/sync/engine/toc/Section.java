package io.multiboard.sync.engine.toc;

import java.util.Optional;

/// The part of a restore that an entry belongs to, with the number that an archive stores for it.
public enum Section {
  NONE(1),
  PRE_DATA(2),
  DATA(3),
  POST_DATA(4);

  private final int code;

  Section(int code) {
    this.code = code;
  }

  /// The number in `toc.dat`.
  public int code() {
    return code;
  }

  /// The section of a number in `toc.dat`; empty where there is none such.
  public static Optional<Section> ofCode(int code) {
    for (Section section : values()) {
      if (section.code == code) {
        return Optional.of(section);
      }
    }
    return Optional.empty();
  }
}
