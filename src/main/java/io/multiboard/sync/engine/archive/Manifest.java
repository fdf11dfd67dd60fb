package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.CopyEncoding;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// What an archive of ours consists of: the file `manifest.json`, by which a reader proves the
/// others before it uses any.
///
/// @param formatVersion of this file; see [#FORMAT_VERSION]
/// @param program what wrote the archive, such as `multiboard-sync 1.0.0`
/// @param created when, by the clock of the writing machine
/// @param compression as [Compression#text] has it
/// @param lists the files that list others: `toc.dat`, and `blobs.toc` where there are large
///   objects
public record Manifest(
    int formatVersion,
    String program,
    Instant created,
    String compression,
    SourceFacts source,
    List<FileFacts> lists,
    List<TableFile> tables,
    List<LargeObjectFile> largeObjects) {
  /// Raised whenever an older reader would misread a newer file.
  public static final int FORMAT_VERSION = 1;

  public Manifest {
    lists = List.copyOf(lists);
    tables = List.copyOf(tables);
    largeObjects = List.copyOf(largeObjects);
  }

  /// A data file with the rows of a table.
  ///
  /// @param dumpId the entry of the table of contents
  /// @param columns in the order of each row
  /// @param rows how many the source counted in its snapshot, and the file holds
  /// @param bytes of the rows, uncompressed, without header, trailer or `\.`
  public record TableFile(
      FileFacts stored,
      int dumpId,
      String schema,
      String table,
      CopyEncoding encoding,
      List<String> columns,
      long rows,
      long bytes) {
    public TableFile {
      columns = List.copyOf(columns);
    }
  }

  /// A file with the content of a large object.
  ///
  /// @param bytes of the content, uncompressed
  public record LargeObjectFile(FileFacts stored, long oid, long bytes) {}

  /// All files but this one.
  public Stream<FileFacts> files() {
    return Stream.of(
            lists.stream(),
            tables.stream().map(TableFile::stored),
            largeObjects.stream().map(LargeObjectFile::stored))
        .flatMap(part -> part);
  }

  List<FileFacts> fileList() {
    return files().toList();
  }

  /// The length of all files but this one.
  public long fileBytes() {
    return files().mapToLong(FileFacts::bytes).sum();
  }

  /// The rows of all tables.
  public long rows() {
    return tables.stream().mapToLong(TableFile::rows).sum();
  }

  /// The uncompressed bytes of all rows and large objects.
  public long contentBytes() {
    return tables.stream().mapToLong(TableFile::bytes).sum()
        + largeObjects.stream().mapToLong(LargeObjectFile::bytes).sum();
  }
}
