package io.multiboard.sync.engine.archive;

/// The names of an archive's files. They are built from numbers, never taken over from a file.
final class ArchiveNames {
  static final String TOC = "toc.dat";
  static final String MANIFEST = "manifest.json";

  /// The list of large objects up to version 1.15, and in our archives.
  static final String LARGE_OBJECT_LIST = "blobs.toc";

  private ArchiveNames() {}

  /// The rows of a TABLE DATA entry.
  static String tableData(int dumpId) {
    return dumpId + ".dat";
  }

  /// The list of a BLOBS entry from version 1.16 on.
  static String largeObjectList(int dumpId) {
    return "blobs_" + dumpId + ".toc";
  }

  /// The bytes of a large object.
  static String largeObject(long oid) {
    return "blob_" + oid + ".dat";
  }
}
