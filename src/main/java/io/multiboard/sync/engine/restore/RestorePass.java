package io.multiboard.sync.engine.restore;

import io.multiboard.sync.engine.toc.EntryHeader;
import io.multiboard.sync.engine.toc.Section;
import io.multiboard.sync.engine.toc.TocEntry;

/// When an entry is restored. Source: `_tocEntryRequired` and `_tocEntryRestorePass` of
/// pg_backup_archiver.c; archive.md 2.6.
enum RestorePass {
  /// Never: it is about the session, or about the database itself, which the swap takes care of.
  SKIPPED,
  /// Before all rows, one after the other.
  DEFINITIONS,
  /// Rows, and what can be made only when rows are in.
  ROWS_AND_AFTER,
  /// Privileges, when all objects are there.
  PRIVILEGES,
  /// What must see everything else: refreshed views, event triggers.
  LAST;

  static RestorePass of(TocEntry entry) {
    EntryHeader header = entry.header();
    return switch (header.kind()) {
      case ENCODING, STDSTRINGS, SEARCHPATH, DATABASE, DATABASE_PROPERTIES -> SKIPPED;
      case ACL -> isOfDatabase(header) ? SKIPPED : PRIVILEGES;
      case DEFAULT_ACL -> PRIVILEGES;
      case EVENT_TRIGGER, MATERIALIZED_VIEW_DATA -> LAST;
      case STATISTICS_DATA -> header.section() == Section.POST_DATA ? LAST : ROWS_AND_AFTER;
      case COMMENT, SECURITY_LABEL -> attached(header);
      default -> bySection(header);
    };
  }

  private static RestorePass attached(EntryHeader header) {
    if (isOfDatabase(header)) {
      return SKIPPED;
    }
    return header.tag().startsWith("EVENT TRIGGER ") ? LAST : bySection(header);
  }

  private static boolean isOfDatabase(EntryHeader header) {
    return header.tag().startsWith("DATABASE ");
  }

  private static RestorePass bySection(EntryHeader header) {
    return switch (header.section()) {
      case PRE_DATA, NONE -> DEFINITIONS;
      case DATA, POST_DATA -> ROWS_AND_AFTER;
    };
  }
}
