package io.multiboard.sync.engine.archive;

import io.multiboard.sync.failure.SyncException;
import java.util.HashSet;
import java.util.Set;

/// What a manifest must keep to before a file is opened by it: every name is the one that follows
/// from the number beside it, no number is out of bounds, nothing is there twice.
final class ManifestRules {
  private ManifestRules() {}

  static Manifest checked(Manifest manifest) {
    String suffix = suffix(manifest);
    manifest.tables().forEach(table -> check(table, suffix));
    manifest.largeObjects().forEach(object -> check(object, suffix));
    Set<String> names = new HashSet<>();
    manifest
        .files()
        .forEach(file -> {
          check(file);
          if (!names.add(file.file())) {
            throw broken("names '" + file.file() + "' twice");
          }
        });
    checkLists(manifest);
    return manifest;
  }

  private static String suffix(Manifest manifest) {
    try {
      return Compression.parse(manifest.compression()).fileSuffix();
    } catch (SyncException failure) {
      throw Refusal.corrupt(ArchiveNames.MANIFEST, "names an unknown compression", failure);
    }
  }

  private static void check(Manifest.TableFile table, String suffix) {
    String name = ArchiveNames.tableData(table.dumpId()) + suffix;
    if (table.dumpId() < 1
        || !table.stored().file().equals(name)
        || table.rows() < 0
        || table.bytes() < 0) {
      throw broken("has impossible facts of table '" + table.table() + "'");
    }
  }

  private static void check(Manifest.LargeObjectFile object, String suffix) {
    String name = ArchiveNames.largeObject(object.oid()) + suffix;
    if (object.oid() < 1
        || object.oid() > LargeObjectList.LARGEST_OID
        || !object.stored().file().equals(name)
        || object.bytes() < 0) {
      throw broken("has impossible facts of large object " + object.oid());
    }
  }

  private static void check(FileFacts file) {
    if (file.bytes() < 0 || !file.sha256().matches("[0-9a-f]{64}")) {
      throw broken("has impossible facts of '" + file.file() + "'");
    }
  }

  private static void checkLists(Manifest manifest) {
    Set<String> lists = new HashSet<>();
    manifest.lists().forEach(file -> lists.add(file.file()));
    if (!lists.remove(ArchiveNames.TOC)) {
      throw broken("does not name " + ArchiveNames.TOC);
    }
    lists.remove(ArchiveNames.LARGE_OBJECT_LIST);
    if (!lists.isEmpty()) {
      throw broken("names files that no archive has: " + lists);
    }
  }

  private static SyncException broken(String what) {
    return Refusal.corrupt(ArchiveNames.MANIFEST, what);
  }
}
