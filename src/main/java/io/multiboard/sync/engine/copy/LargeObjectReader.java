package io.multiboard.sync.engine.copy;

import io.multiboard.sync.postgres.Session;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;

/// Reads large objects as the session's snapshot sees them. Most are small, so the first bytes of
/// many come by one query; the rest of a long one comes in parts, its place a 64-bit number.
final class LargeObjectReader {
  private static final int FIRST = 64 * 1024;

  /// So many objects' first bytes are asked for at once.
  private static final int BATCH = 25;

  private static final String BEGINNINGS =
      """
      SELECT o.oid, pg_catalog.lo_get(o.oid::pg_catalog.oid, 0, 65536)
        FROM pg_catalog.unnest(?::pg_catalog.int8[]) AS o(oid)
      """;

  private record Beginning(long oid, byte[] bytes) {}

  private LargeObjectReader() {}

  static void read(Session session, List<Long> oids, LargeObjectSink sink) {
    for (int from = 0; from < oids.size(); from += BATCH) {
      readBatch(session, oids.subList(from, Math.min(from + BATCH, oids.size())), sink);
    }
  }

  private static void readBatch(Session session, List<Long> oids, LargeObjectSink sink) {
    long[] asked = oids.stream().mapToLong(Long::longValue).toArray();
    List<Beginning> beginnings =
        session.query(
            BEGINNINGS, row -> new Beginning(row.getLong(1), row.getBytes(2)), (Object) asked);
    for (Beginning beginning : beginnings) {
      sink.write(beginning.oid(), content(session, beginning));
    }
  }

  private static InputStream content(Session session, Beginning beginning) {
    InputStream first = new ByteArrayInputStream(beginning.bytes());
    return beginning.bytes().length < FIRST
        ? first
        : new SequenceInputStream(
            first, new LargeObjectStream(session, beginning.oid(), beginning.bytes().length));
  }
}
