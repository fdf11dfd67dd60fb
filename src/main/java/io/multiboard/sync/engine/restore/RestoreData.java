package io.multiboard.sync.engine.restore;

import io.multiboard.sync.engine.copy.RowSource;
import io.multiboard.sync.engine.toc.TocEntry;
import java.io.InputStream;

/// Where a restore has its rows and large objects from. Thread-safe.
public interface RestoreData {
  /// What a number of rows or bytes is that nobody knows.
  long UNKNOWN = -1;

  /// The rows of a table.
  interface TableInput extends RowSource, AutoCloseable {
    /// How many rows the source counted in its snapshot; [#UNKNOWN] where nobody has, or before the
    /// last rows were read.
    long expectedRows();

    @Override
    void close();
  }

  /// The content of a large object.
  interface LargeObjectInput {
    long oid();

    /// The bytes; whoever opens it closes it.
    InputStream open();
  }

  TableInput open(TocEntry.TableData entry);

  Iterable<? extends LargeObjectInput> largeObjects(TocEntry.LargeObjects entry);

  /// The bytes of a table's rows, as far as they can be known before; at least 0.
  long estimatedBytes(TocEntry.TableData entry);
}
