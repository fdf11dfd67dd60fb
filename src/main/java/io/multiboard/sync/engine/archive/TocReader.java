package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.engine.toc.TocEntry;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads a `toc.dat` of version 1.14 to 1.16 from anybody: whatever the bytes, the result is a
/// table of contents within bounds or a [io.multiboard.sync.failure.SyncException] of reason
/// `ArchiveCorrupt` or `ArchiveUnsupported`. Source: `ReadHead` and `ReadToc` of
/// pg_backup_archiver.c.
final class TocReader {
  /// Larger files are refused unread.
  static final int LARGEST_FILE = 256 << 20;

  static final int MOST_ENTRIES = 1_000_000;
  static final byte[] MAGIC = {'P', 'G', 'D', 'M', 'P'};

  /// The code of the tar format, which directory archives carry as well.
  static final int FORMAT_TAR = 3;

  private static final int FORMAT_CUSTOM = 1;
  private static final int INTEGER_SIZE = Integer.BYTES;
  private static final int LARGEST_OFFSET_SIZE = 8;

  /// No entry is shorter: its numbers and the lengths of its texts alone take more.
  private static final int SHORTEST_ENTRY = 40;

  private TocReader() {}

  /// Reads a whole file.
  static TocFile read(byte[] bytes) {
    TocInput input = new TocInput(bytes);
    TocVersion version = version(input);
    sizes(input);
    compression(input, version);
    LocalDateTime created = created(input);
    String database = input.text().orElse("");
    String server = input.text().orElse("");
    String dumper = input.text().orElse("");
    List<TocEntry> entries = entries(input, version);
    return new TocFile(version, created, dumper, new TableOfContents(database, server, entries));
  }

  private static TocVersion version(TocInput input) {
    for (byte letter : MAGIC) {
      if (input.unsignedByte() != letter) {
        throw TocInput.damaged("is no table of contents of pg_dump's");
      }
    }
    int major = input.unsignedByte();
    int minor = input.unsignedByte();
    input.unsignedByte();
    return TocVersion.of(major, minor).orElseThrow(() -> otherVersion(major, minor));
  }

  private static RuntimeException otherVersion(int major, int minor) {
    return Refusal.unsupported(
        TocInput.FILE,
        "is of archive version " + major + "." + minor + "; 1.14 to 1.16 are read",
        "Dump the database with pg_dump 12 to 18, or with multiboard-sync export.");
  }

  private static void sizes(TocInput input) {
    if (input.unsignedByte() != INTEGER_SIZE) {
      throw TocInput.damaged("was written with integers that are not of 4 bytes");
    }
    int offset = input.unsignedByte();
    if (offset < 1 || offset > LARGEST_OFFSET_SIZE) {
      throw TocInput.damaged("was written with file offsets of " + offset + " bytes");
    }
    int format = input.unsignedByte();
    if (format == FORMAT_CUSTOM) {
      throw Refusal.unsupported(
          TocInput.FILE,
          "is of pg_dump's custom format",
          "Dump with 'pg_dump --format=directory'.");
    }
    if (format != FORMAT_TAR) {
      throw TocInput.damaged("is of an unknown format (" + format + ")");
    }
  }

  /// Says nothing about the data files, whose names tell how they are compressed.
  private static void compression(TocInput input, TocVersion version) {
    if (version.isAtLeast(TocVersion.V1_15)) {
      input.unsignedByte();
    } else {
      input.integer();
    }
  }

  private static LocalDateTime created(TocInput input) {
    int second = Math.min(input.integer(), 59);
    int minute = input.integer();
    int hour = input.integer();
    int day = input.integer();
    int month = input.integer();
    int year = input.integer();
    input.integer();
    try {
      return LocalDateTime.of(
          Math.addExact(year, 1900), Math.addExact(month, 1), day, hour, minute, second);
    } catch (DateTimeException | ArithmeticException failure) {
      throw TocInput.damaged("has an impossible date");
    }
  }

  private static List<TocEntry> entries(TocInput input, TocVersion version) {
    int most = Math.min(MOST_ENTRIES, input.remaining() / SHORTEST_ENTRY);
    int count = input.integer(0, most, "a number of entries of");
    TocEntryReader reader = new TocEntryReader(input, version, count);
    List<TocEntry> entries = new ArrayList<>(count);
    Set<Integer> seen = HashSet.newHashSet(count);
    for (int at = 0; at < count; at++) {
      TocEntry entry = reader.next();
      if (!seen.add(entry.header().dumpId())) {
        throw TocInput.damaged("has two entries of dump id " + entry.header().dumpId());
      }
      entries.add(entry);
    }
    if (input.remaining() > 0) {
      throw TocInput.damaged("goes on after its last entry");
    }
    return entries;
  }
}
