package io.multiboard.sync.engine.toc;

/// The order of kinds before dependencies are looked at: as `dbObjectTypePriorities` of
/// pg_dump_sort.c, so that our order is the one that people know.
public enum SortPriority {
  SCHEMA,
  COLLATION,
  EXTENSION,
  TYPE,
  ROUTINE,
  AGGREGATE,
  RELATION,
  TABLE_ATTACH,
  COLUMN_DEFAULT,
  LARGE_OBJECT,
  PRE_DATA_END,
  TABLE_DATA,
  SEQUENCE_SET,
  LARGE_OBJECT_DATA,
  POST_DATA_START,
  CONSTRAINT,
  INDEX,
  INDEX_ATTACH,
  STATISTICS,
  RULE,
  TRIGGER,
  FOREIGN_KEY,
  POLICY,
  DEFAULT_PRIVILEGES,
  REFRESH
}
