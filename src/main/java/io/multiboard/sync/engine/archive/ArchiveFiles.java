package io.multiboard.sync.engine.archive;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which files an archive consists of, by its manifest and its lists, and what each of them must
/// be.
///
/// @param all of them but the manifest, in the order of the table of contents
/// @param tables data files by the dump ids of their entries
/// @param largeObjects by the dump ids of their entries
record ArchiveFiles(
    TocFile toc,
    Optional<Manifest> manifest,
    List<ArchiveFile> all,
    Map<Integer, ArchiveFile> tables,
    Map<Integer, List<LargeObjectFile>> largeObjects) {

  /// The content of a large object.
  record LargeObjectFile(long oid, ArchiveFile file) {}
}
