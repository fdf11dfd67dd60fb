package io.multiboard.sync.engine.restore;

import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Session;
import java.io.IOException;
import java.io.InputStream;

/// Writes the contents of large objects that definitions have created, in bounded memory.
final class LargeObjectLoad {
  private static final int PART = 1 << 20;

  private LargeObjectLoad() {}

  /// Writes all of an entry, in one transaction.
  static void fill(RestoreSession target, TocEntry.LargeObjects entry, RestoreData data) {
    target.actFor(entry);
    try {
      begin(target, "BEGIN");
      for (RestoreData.LargeObjectInput object : data.largeObjects(entry)) {
        write(target.session(), object);
      }
      begin(target, "COMMIT");
    } catch (SyncException failure) {
      throw RestoreFailure.at(entry.header(), failure);
    }
  }

  private static void begin(RestoreSession target, String statement) {
    if (!target.isSurrounded()) {
      target.session().execute(statement);
    }
  }

  private static void write(Session session, RestoreData.LargeObjectInput object) {
    try (InputStream content = object.open()) {
      long offset = 0;
      for (byte[] part = content.readNBytes(PART);
          part.length > 0;
          part = content.readNBytes(PART)) {
        session.query(
            "SELECT pg_catalog.lo_put(?::pg_catalog.oid, ?, ?)",
            row -> row.wasNull(),
            object.oid(),
            offset,
            part);
        offset += part.length;
      }
    } catch (IOException failure) {
      throw new SyncException(
          Reason.StorageError,
          "large object " + object.oid() + " cannot be read: " + failure.getMessage(),
          "",
          failure);
    }
  }
}
