package io.multiboard.sync.judge;

import io.multiboard.sync.engine.toc.EntryHeader;
import io.multiboard.sync.engine.toc.TocEntry;
import java.util.Set;

/// What can be compared of an entry of a table of contents, ours or pg_dump's; absent texts are
/// empty.
///
/// @param copy the COPY statement of a table's rows
/// @param section its number
/// @param id the dump id
/// @param needs the dump ids of what must come before
public record DumpedEntry(
    String kind,
    String schema,
    String tag,
    String owner,
    String definition,
    String drop,
    String copy,
    int section,
    String tablespace,
    String accessMethod,
    int id,
    Set<Integer> needs) {
  public DumpedEntry {
    needs = Set.copyOf(needs);
  }

  /// Ours.
  public static DumpedEntry of(TocEntry entry) {
    return switch (entry) {
      case TocEntry.Statement statement ->
          of(
              entry.header(),
              statement.definition(),
              statement.drop(),
              "",
              statement.tablespace().orElse(""),
              statement.accessMethod().orElse(""));
      case TocEntry.TableData data ->
          of(
              entry.header(),
              data.partitionRoot().map("-- load via partition root "::concat).orElse(""),
              "",
              data.copyStatement().orElse(""),
              "",
              "");
      case TocEntry.LargeObjects _ -> of(entry.header(), "", "", "", "", "");
    };
  }

  private static DumpedEntry of(
      EntryHeader header,
      String definition,
      String drop,
      String copy,
      String tablespace,
      String accessMethod) {
    return new DumpedEntry(
        header.kind().text(),
        header.namespace().orElse(""),
        header.tag(),
        header.owner().orElse(""),
        definition,
        drop,
        copy,
        header.section().code(),
        tablespace,
        accessMethod,
        header.dumpId(),
        Set.copyOf(header.dependencies()));
  }

  /// What `pg_restore -l` shows of it.
  public String listing() {
    return "%s %s %s %s".formatted(kind, schema.isEmpty() ? "-" : schema, tag, owner);
  }

  /// The statements with each run of white space as one blank, and where they are run.
  String statements() {
    return "%s\n  drop: %s\n  copy: %s\n  section %d, tablespace \"%s\", access method \"%s\""
        .formatted(plain(definition), plain(drop), plain(copy), section, tablespace, accessMethod);
  }

  private static String plain(String sql) {
    return sql.replaceAll("\\s+", " ").strip();
  }
}
