package io.multiboard.sync.engine.toc;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The kinds of entries that a table of contents may hold: the `desc` of pg_dump's archives, blanks
/// written as underscores. Source: the `ArchiveEntry` calls of pg_dump.c, PostgreSQL 15 to 18.
public enum EntryKind {
  ENCODING,
  STDSTRINGS,
  SEARCHPATH,
  DATABASE,
  DATABASE_PROPERTIES,
  SCHEMA,
  EXTENSION,
  PROCEDURAL_LANGUAGE,
  ACCESS_METHOD,
  TYPE,
  SHELL_TYPE,
  DOMAIN,
  COLLATION,
  CONVERSION,
  CAST,
  TRANSFORM,
  FUNCTION,
  PROCEDURE,
  AGGREGATE,
  OPERATOR,
  OPERATOR_CLASS,
  OPERATOR_FAMILY,
  TEXT_SEARCH_PARSER,
  TEXT_SEARCH_TEMPLATE,
  TEXT_SEARCH_DICTIONARY,
  TEXT_SEARCH_CONFIGURATION,
  FOREIGN_DATA_WRAPPER,
  SERVER,
  USER_MAPPING,
  FOREIGN_TABLE,
  TABLE,
  VIEW,
  MATERIALIZED_VIEW,
  TABLE_ATTACH,
  SEQUENCE,
  SEQUENCE_OWNED_BY,
  DEFAULT,
  BLOB,
  BLOB_METADATA,
  BLOBS,
  TABLE_DATA,
  SEQUENCE_SET,
  STATISTICS_DATA,
  CONSTRAINT,
  CHECK_CONSTRAINT,
  FK_CONSTRAINT,
  INDEX,
  INDEX_ATTACH,
  STATISTICS,
  RULE,
  TRIGGER,
  ROW_SECURITY,
  POLICY,
  PUBLICATION,
  PUBLICATION_TABLE,
  PUBLICATION_TABLES_IN_SCHEMA,
  SUBSCRIPTION,
  SUBSCRIPTION_TABLE,
  DEFAULT_ACL,
  MATERIALIZED_VIEW_DATA,
  EVENT_TRIGGER,
  ACL,
  COMMENT,
  SECURITY_LABEL;

  private static final Map<String, EntryKind> BY_TEXT =
      Stream.of(values()).collect(Collectors.toMap(EntryKind::text, Function.identity()));

  /// The `desc` text of an archive, such as `TABLE DATA`.
  public String text() {
    return name().replace('_', ' ');
  }

  /// The kind of a `desc` text; empty where PostgreSQL has none such.
  public static Optional<EntryKind> ofText(String text) {
    return Optional.ofNullable(BY_TEXT.get(text));
  }
}
