package io.multiboard.sync.engine.restore;

import io.multiboard.sync.engine.toc.EntryHeader;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.postgres.Identifier;
import java.util.Optional;
import java.util.stream.Collectors;

/// `ALTER … OWNER TO` for an entry. Source: `_getObjectDescription` of pg_backup_archiver.c.
final class OwnerStatement {
  private OwnerStatement() {}

  /// The statement that gives the entry's object to its owner; empty for kinds that have none.
  static Optional<String> of(TocEntry.Statement entry) {
    return entry
        .header()
        .owner()
        .filter(owner -> !owner.isEmpty())
        .flatMap(owner -> altered(entry, " OWNER TO " + Identifier.quote(owner) + ";\n"));
  }

  private static Optional<String> altered(TocEntry.Statement entry, String end) {
    EntryHeader header = entry.header();
    return switch (header.kind()) {
      case COLLATION,
          CONVERSION,
          DOMAIN,
          FOREIGN_TABLE,
          MATERIALIZED_VIEW,
          SEQUENCE,
          STATISTICS,
          TABLE,
          TEXT_SEARCH_DICTIONARY,
          TEXT_SEARCH_CONFIGURATION,
          TYPE,
          VIEW ->
          Optional.of("ALTER " + header.kind().text() + " " + qualified(header) + end);
      case EVENT_TRIGGER, FOREIGN_DATA_WRAPPER, PUBLICATION, SCHEMA, SERVER, SUBSCRIPTION ->
          Optional.of("ALTER " + header.kind().text() + " " + Identifier.quote(header.tag()) + end);
      case PROCEDURAL_LANGUAGE ->
          Optional.of("ALTER LANGUAGE " + Identifier.quote(header.tag()) + end);
      case BLOB -> Optional.of("ALTER LARGE OBJECT " + header.tag() + end);
      case BLOB_METADATA -> Optional.of(eachLargeObject(entry, end));
      case AGGREGATE, FUNCTION, OPERATOR, OPERATOR_CLASS, OPERATOR_FAMILY, PROCEDURE ->
          byDropStatement(entry).map(name -> "ALTER " + name + end);
      default -> Optional.empty();
    };
  }

  /// Routines and operators have their whole name, with types, in the statement that drops them.
  private static Optional<String> byDropStatement(TocEntry.Statement entry) {
    String drop = entry.drop().strip();
    boolean usable = drop.startsWith("DROP ") && drop.endsWith(";");
    return usable
        ? Optional.of(drop.substring("DROP ".length(), drop.length() - 1))
        : Optional.empty();
  }

  private static String eachLargeObject(TocEntry.Statement entry, String end) {
    return LargeObjectGroup.oids(entry).stream()
        .map(oid -> "ALTER LARGE OBJECT " + oid + end)
        .collect(Collectors.joining());
  }

  private static String qualified(EntryHeader header) {
    String name = Identifier.quote(header.tag());
    return header.namespace().map(schema -> Identifier.quote(schema) + "." + name).orElse(name);
  }
}
