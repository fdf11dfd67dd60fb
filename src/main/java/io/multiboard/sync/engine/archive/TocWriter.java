package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.EntryHeader;
import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/// Writes a `toc.dat` of version 1.14, which every pg_restore from 12 on reads. Source: `WriteHead`
/// and `WriteToc` of pg_backup_archiver.c.
final class TocWriter {
  private static final int OFFSET_SIZE = Long.BYTES;

  private TocWriter() {}

  /// The bytes of the file.
  ///
  /// @param level what the header says of compression: a level of gzip, or 0; pg_restore goes by
  ///   the names of the files
  /// @param dumper the version text of the program that writes
  static byte[] write(TableOfContents contents, Instant created, int level, String dumper) {
    TocOutput output = new TocOutput();
    head(output, level);
    date(output, created.atZone(ZoneOffset.UTC));
    output.text(contents.database());
    output.text(contents.serverVersion());
    output.text(dumper);
    entries(output, contents);
    return output.toByteArray();
  }

  private static void head(TocOutput output, int level) {
    for (byte letter : TocReader.MAGIC) {
      output.unsignedByte(letter);
    }
    output.unsignedByte(TocVersion.MAJOR);
    output.unsignedByte(TocVersion.V1_14.minor());
    output.unsignedByte(0);
    output.unsignedByte(Integer.BYTES);
    output.unsignedByte(OFFSET_SIZE);
    output.unsignedByte(TocReader.FORMAT_TAR);
    output.integer(level);
  }

  private static void date(TocOutput output, ZonedDateTime created) {
    output.integer(created.getSecond());
    output.integer(created.getMinute());
    output.integer(created.getHour());
    output.integer(created.getDayOfMonth());
    output.integer(created.getMonthValue() - 1);
    output.integer(created.getYear() - 1900);
    output.integer(0);
  }

  private static void entries(TocOutput output, TableOfContents contents) {
    if (contents.entries().size() > TocReader.MOST_ENTRIES) {
      throw new SyncException(
          Reason.UnsupportedObject,
          "the database has more than a million objects, the most that an archive may have",
          "Copy the database in parts, schema by schema.");
    }
    output.integer(contents.entries().size());
    contents.entries().forEach(entry -> entry(output, entry));
  }

  private static void entry(TocOutput output, TocEntry entry) {
    EntryHeader header = entry.header();
    output.integer(header.dumpId());
    output.integer(entry instanceof TocEntry.Statement ? 0 : 1);
    output.text(Long.toString(header.catalogId().classOid()));
    output.text(Long.toString(header.catalogId().objectOid()));
    output.text(header.tag());
    output.text(header.kind().text());
    output.integer(header.section().code());
    switch (entry) {
      case TocEntry.Statement statement -> {
        body(output, statement.definition(), statement.drop(), Optional.empty(), header);
        output.text(statement.tablespace());
        output.text(statement.accessMethod());
      }
      case TocEntry.TableData data -> {
        body(output, partitionRoot(data), "", data.copyStatement(), header);
        output.noText();
        output.noText();
      }
      case TocEntry.LargeObjects objects -> {
        body(output, "", "", Optional.empty(), header);
        output.noText();
        output.noText();
      }
    }
    end(output, header, fileName(entry));
  }

  private static String partitionRoot(TocEntry.TableData data) {
    return data.partitionRoot().map(root -> TocEntryReader.PARTITION_ROOT + root).orElse("");
  }

  private static void body(
      TocOutput output, String definition, String drop, Optional<String> copy, EntryHeader header) {
    output.textUnlessEmpty(definition);
    output.textUnlessEmpty(drop);
    output.text(copy);
    output.text(header.namespace());
  }

  private static void end(TocOutput output, EntryHeader header, String fileName) {
    output.text(header.owner());
    output.text("false"); // no table has OIDs
    header.dependencies().forEach(id -> output.text(Integer.toString(id)));
    output.noText();
    output.text(fileName);
  }

  private static String fileName(TocEntry entry) {
    return switch (entry) {
      case TocEntry.Statement statement -> "";
      case TocEntry.TableData data -> ArchiveNames.tableData(data.header().dumpId());
      case TocEntry.LargeObjects objects -> ArchiveNames.LARGE_OBJECT_LIST;
    };
  }
}
