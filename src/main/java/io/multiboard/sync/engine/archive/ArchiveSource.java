package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.engine.toc.TocEntry;
import java.util.Optional;

/// Where an import reads from: an archive, or a spool that is still growing. Thread-safe.
public sealed interface ArchiveSource extends AutoCloseable
    permits ArchiveFolder, FollowedArchive, Spool {
  /// The entries; a spool waits until the export has them.
  TableOfContents contents();

  /// What is known of the whole: empty for archives of pg_dump, and for a spool until it is
  /// finished.
  Optional<Manifest> manifest();

  /// Returns when nothing is to come any more: at once for an archive; for a spool when the export
  /// has succeeded, and throws what it failed with.
  void awaitWhole();

  /// The rows of a table; those of a spool come while it grows.
  TableRows open(TocEntry.TableData entry);

  /// The large objects of an entry; those of a spool come while it grows.
  Iterable<LargeObject> largeObjects(TocEntry.LargeObjects entry);

  @Override
  void close();
}
