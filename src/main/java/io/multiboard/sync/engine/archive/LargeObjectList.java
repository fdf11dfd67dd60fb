package io.multiboard.sync.engine.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of `blobs.toc`, or of one of the `blobs_<dumpId>.toc` of version 1.16: a line `<oid>
/// blob_<oid>.dat` for each large object. Source: `_LoadLOs` of pg_backup_directory.c.
final class LargeObjectList {
  static final long LARGEST_OID = 0xFFFF_FFFFL;

  /// Larger files are refused unread.
  static final int LARGEST_FILE = 64 << 20;

  private static final Pattern LINE = Pattern.compile("([1-9][0-9]{0,9}) (blob_[0-9]{1,10}\\.dat)");

  private LargeObjectList() {}

  static String write(List<Long> oids) {
    StringBuilder text = new StringBuilder();
    for (long oid : oids) {
      text.append(oid).append(' ').append(ArchiveNames.largeObject(oid)).append('\n');
    }
    return text.toString();
  }

  /// The OIDs of the list, in its order.
  static List<Long> read(String file, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (!text.isEmpty() && !text.endsWith("\n")) {
      throw Refusal.corrupt(file, "ends in the middle of a line");
    }
    List<Long> oids = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    for (String line : text.lines().toList()) {
      long oid = oid(file, line);
      if (!seen.add(oid)) {
        throw Refusal.corrupt(file, "names large object " + oid + " twice");
      }
      oids.add(oid);
    }
    return oids;
  }

  private static long oid(String file, String line) {
    Matcher matcher = LINE.matcher(line);
    if (matcher.matches()) {
      long oid = Long.parseLong(matcher.group(1));
      if (oid <= LARGEST_OID && matcher.group(2).equals(ArchiveNames.largeObject(oid))) {
        return oid;
      }
    }
    throw Refusal.corrupt(file, "has a line that names no large object: '" + line + "'");
  }
}
