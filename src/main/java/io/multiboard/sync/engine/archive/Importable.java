package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.EntryKind;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;

/// What an archive must have so that its rows can be loaded as they lie there.
final class Importable {
  private static final String UTF8 = "SET client_encoding = 'UTF8';";

  private Importable() {}

  static void require(ArchiveFiles files) {
    files.toc().contents().entries().forEach(Importable::require);
  }

  private static void require(TocEntry entry) {
    switch (entry) {
      case TocEntry.Statement statement -> requireEncoding(statement);
      case TocEntry.TableData data -> requireCopy(data);
      case TocEntry.LargeObjects objects -> {}
    }
  }

  private static void requireEncoding(TocEntry.Statement statement) {
    if (statement.header().kind() == EntryKind.ENCODING
        && !statement.definition().strip().equals(UTF8)) {
      throw new SyncException(
          Reason.UnsupportedEncoding,
          "the archive's texts are not in UTF-8: " + statement.definition().strip(),
          "Dump the database with 'pg_dump --encoding=UTF8', or with multiboard-sync export.");
    }
  }

  private static void requireCopy(TocEntry.TableData data) {
    if (data.copyStatement().isEmpty()) {
      throw Refusal.unsupported(
          ArchiveNames.TOC,
          "has INSERT statements for the rows of '" + data.header().displayName() + "'",
          "Dump without --inserts, --column-inserts and --rows-per-insert.");
    }
  }
}
