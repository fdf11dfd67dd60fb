package io.multiboard.sync.engine.copy;

import io.multiboard.sync.postgres.Session;

/// A session of an export with the buffer that its rows gather in, one after the other share's: a
/// new buffer for each would fill the heap's old part with garbage. Not thread-safe.
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reading(Session session, byte[] buffer) {
  /// So many bytes of rows are handed on together.
  private static final int CAPACITY = 4 * 1024 * 1024;

  static Reading by(Session session) {
    return new Reading(session, new byte[CAPACITY]);
  }
}
