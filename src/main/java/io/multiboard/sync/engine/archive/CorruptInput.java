package io.multiboard.sync.engine.archive;

import java.io.IOException;

/// Bytes that are not what their format allows, as against a file that could not be read.
final class CorruptInput extends IOException {
  private static final long serialVersionUID = 1L;

  CorruptInput(String what) {
    super(what);
  }

  CorruptInput(String what, Throwable cause) {
    super(what, cause);
  }
}
