package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.CopyEncoding;
import java.util.Optional;

/// The rows of one table of an archive or spool. Thread-safe: several connections may load one
/// table, each row goes to one of them.
public interface TableRows extends AutoCloseable {
  /// What a row of no known number counts as.
  long UNKNOWN = -1;

  CopyEncoding encoding();

  /// The next run of whole rows; empty at the end. Waits for rows of a growing spool. Throws what
  /// the export failed with, or `ArchiveCorrupt` where the file is not what was written: then the
  /// rows given before must not be used either.
  Optional<Piece> next();

  /// Gives the piece's array back, to be used for another piece. Nobody must; whoever does must not
  /// look at the piece again.
  void recycle(Piece piece);

  /// How many rows the source counted in its snapshot, or the archive holds; [#UNKNOWN] as long as
  /// the table is being exported.
  long expectedRows();

  @Override
  void close();
}
