package io.multiboard.sync.engine.toc;

import java.util.Optional;

/// One entry of a table of contents. Every SQL text ends with a line feed, as in PostgreSQL's
/// archives.
public sealed interface TocEntry {
  EntryHeader header();

  /// An entry that is SQL text: definitions, comments, privileges, sequence values.
  ///
  /// @param definition the statements to run; may be empty text, as for a SCHEMA that exists
  ///   already
  /// @param drop the statement that removes it; empty text where there is none
  /// @param tablespace absent: leave the setting alone; empty text: the database's default
  /// @param accessMethod the table access method, of tables and materialized views
  record Statement(
      EntryHeader header,
      String definition,
      String drop,
      Optional<String> tablespace,
      Optional<String> accessMethod)
      implements TocEntry {}

  /// The rows of a table, in the data file `<dumpId>.dat`.
  ///
  /// @param copyStatement `COPY schema.table (columns) FROM stdin;` and a line feed; absent when
  ///   the file holds INSERT statements
  /// @param partitionRoot the qualified and quoted root table, when rows go in through it
  record TableData(
      EntryHeader header, Optional<String> copyStatement, Optional<String> partitionRoot)
      implements TocEntry {}

  /// The contents of large objects, listed by a file of the archive.
  ///
  /// @param listFile `blobs.toc`, or `blobs_<dumpId>.toc` from archive version 1.16
  record LargeObjects(EntryHeader header, String listFile) implements TocEntry {}
}
