package io.multiboard.sync.engine.restore;

import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.util.List;
import java.util.stream.Collectors;

/// A BLOB METADATA entry (archive version 1.16): large objects of one owner and equal privileges,
/// the OIDs one a line. Source: `IssueCommandPerBlob` and `IssueACLPerBlob` of
/// pg_backup_archiver.c.
final class LargeObjectGroup {
  private LargeObjectGroup() {}

  /// The OIDs.
  static List<Long> oids(TocEntry.Statement entry) {
    return entry
        .definition()
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .map(line -> oid(entry, line))
        .toList();
  }

  private static Long oid(TocEntry.Statement entry, String line) {
    if (!line.matches("[1-9][0-9]{0,9}")) {
      throw new SyncException(
          Reason.ArchiveCorrupt,
          "entry %d of the archive lists \"%s\" as a large object"
              .formatted(entry.header().dumpId(), line),
          "");
    }
    return Long.valueOf(line);
  }

  /// The statements that create them.
  static String creation(TocEntry.Statement entry) {
    return oids(entry).stream()
        .map("SELECT pg_catalog.lo_create('%d');\n"::formatted)
        .collect(Collectors.joining());
  }

  /// The privileges of all, from those of the first, which the archive spells out.
  static String privileges(TocEntry.Statement privileges, List<Long> oids) {
    String first = " LARGE OBJECT " + oids.getFirst() + " ";
    return oids.stream()
        .map(oid -> privileges.definition().replace(first, " LARGE OBJECT " + oid + " "))
        .collect(Collectors.joining());
  }
}
