package io.multiboard.sync.engine.archive;

import java.io.InputStream;

/// The content of one large object of an archive or spool.
public interface LargeObject {
  long oid();

  /// The bytes, from their beginning; whoever opens it closes it. Reading throws a
  /// [io.multiboard.sync.failure.SyncException] where the file is not what was written.
  InputStream open();
}
