package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Column;
import io.multiboard.sync.engine.catalog.ObjectAddress;
import io.multiboard.sync.engine.catalog.Sequence;
import io.multiboard.sync.engine.catalog.Table;
import io.multiboard.sync.postgres.Identifier;
import java.util.ArrayList;
import java.util.List;

/// `CREATE SEQUENCE`, or the identity of a column, which makes its sequence; who owns a sequence;
/// and where it stands.
final class SequenceWriter {
  private SequenceWriter() {}

  static List<EntryText> entries(Sequence sequence, Writing writing) {
    List<EntryText> entries = new ArrayList<>();
    entries.add(
        EntryText.creating(
            EntryKind.SEQUENCE,
            writing.section(),
            sequence.facts(),
            sequence.identity() ? identity(sequence, writing) : create(sequence),
            // The sequence of an identity goes with its column.
            sequence.identity() ? "" : "DROP SEQUENCE " + sequence.facts().sqlName() + ";\n"));
    if (!sequence.identity()) {
      sequence.owning().ifPresent(column -> entries.add(ownedBy(sequence, column, writing)));
    }
    return entries;
  }

  private static String create(Sequence sequence) {
    return "CREATE "
        + (sequence.unlogged() ? "UNLOGGED " : "")
        + "SEQUENCE "
        + sequence.facts().sqlName()
        + "\n"
        + (sequence.type().equals("bigint") ? "" : "    AS " + sequence.type() + "\n")
        + options(sequence)
        + ";\n";
  }

  private static String identity(Sequence sequence, Writing writing) {
    ObjectAddress address = sequence.owning().orElseThrow();
    Table table = table(sequence, address, writing);
    Column column = table.columns().get(address.subId() - 1);
    String always = column.identity() == Column.Identity.ALWAYS ? "ALWAYS" : "BY DEFAULT";
    return "ALTER TABLE "
        + table.facts().sqlName()
        + " ALTER COLUMN "
        + Identifier.quote(column.name())
        + " ADD GENERATED "
        + always
        + " AS IDENTITY (\n    SEQUENCE NAME "
        + sequence.facts().sqlName()
        + "\n"
        + persistence(sequence, table)
        + options(sequence)
        + "\n);\n";
  }

  private static String persistence(Sequence sequence, Table table) {
    if (sequence.unlogged() == table.unlogged()) {
      return "";
    }
    return sequence.unlogged() ? "    UNLOGGED\n" : "    LOGGED\n";
  }

  private static Table table(Sequence sequence, ObjectAddress address, Writing writing) {
    return writing
        .catalog()
        .find(address, Table.class)
        .orElseThrow(
            () -> Writing.unsupported(sequence, "belongs to a relation that is not a table"));
  }

  private static String options(Sequence sequence) {
    Limits limits = Limits.of(sequence);
    return "    START WITH "
        + sequence.start()
        + "\n    INCREMENT BY "
        + sequence.increment()
        + (sequence.minimum() == limits.minimum()
            ? "\n    NO MINVALUE"
            : "\n    MINVALUE " + sequence.minimum())
        + (sequence.maximum() == limits.maximum()
            ? "\n    NO MAXVALUE"
            : "\n    MAXVALUE " + sequence.maximum())
        + "\n    CACHE "
        + sequence.cache()
        + (sequence.cycles() ? "\n    CYCLE" : "");
  }

  /// The limits that a sequence of a type and a direction has by default.
  private record Limits(long minimum, long maximum) {
    static Limits of(Sequence sequence) {
      boolean ascending = sequence.increment() >= 0;
      return switch (sequence.type()) {
        case "smallint" ->
            ascending ? new Limits(1, Short.MAX_VALUE) : new Limits(Short.MIN_VALUE, -1);
        case "integer" ->
            ascending ? new Limits(1, Integer.MAX_VALUE) : new Limits(Integer.MIN_VALUE, -1);
        default -> ascending ? new Limits(1, Long.MAX_VALUE) : new Limits(Long.MIN_VALUE, -1);
      };
    }
  }

  /// A statement of its own: it fails unless the sequence has the table's owner already.
  private static EntryText ownedBy(Sequence sequence, ObjectAddress address, Writing writing) {
    Table table = table(sequence, address, writing);
    String column = table.columns().get(address.subId() - 1).name();
    return EntryText.completing(
        EntryKind.SEQUENCE_OWNED_BY,
        writing.section(),
        sequence.facts(),
        sequence.name(),
        "ALTER SEQUENCE "
            + sequence.facts().sqlName()
            + " OWNED BY "
            + table.facts().sqlName()
            + "."
            + Identifier.quote(column)
            + ";\n");
  }

  /// Where the sequence stands.
  static List<EntryText> value(Sequence sequence) {
    return sequence.value().stream().map(value -> value(sequence, value)).toList();
  }

  private static EntryText value(Sequence sequence, Sequence.Value value) {
    String sql =
        "SELECT pg_catalog.setval(%s, %d, %b);\n"
            .formatted(
                Identifier.literal(sequence.facts().sqlName()), value.last(), value.called());
    return EntryText.creating(EntryKind.SEQUENCE_SET, Section.DATA, sequence.facts(), sql, "");
  }
}
