package io.multiboard.sync.engine.copy;

import io.multiboard.sync.postgres.Session;
import java.io.InputStream;
import java.util.Objects;

/// The bytes of a large object from a place on. Not thread-safe.
final class LargeObjectStream extends InputStream {
  private static final int PART = 1024 * 1024;
  private static final String NEXT = "SELECT pg_catalog.lo_get(?::pg_catalog.oid, ?, ?)";

  private final Session session;
  private final long oid;
  private long place;
  private byte[] part = {};
  private int taken;

  /// @param place where to begin, from 0
  LargeObjectStream(Session session, long oid, long place) {
    this.session = session;
    this.oid = oid;
    this.place = place;
  }

  @Override
  public int read() {
    return fetch() ? Byte.toUnsignedInt(part[taken++]) : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (!fetch()) {
      return -1;
    }
    int size = Math.min(length, part.length - taken);
    System.arraycopy(part, taken, target, offset, size);
    taken += size;
    return size;
  }

  /// Whether there is a byte to take.
  private boolean fetch() {
    if (taken == part.length) {
      part = session.queryOne(NEXT, row -> row.getBytes(1), oid, place, PART);
      taken = 0;
      place += part.length;
    }
    return part.length > 0;
  }
}
