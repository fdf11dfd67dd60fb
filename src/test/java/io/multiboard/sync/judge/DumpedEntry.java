package io.multiboard.sync.judge;

import io.multiboard.sync.engine.toc.TocEntry;

/// What can be compared of an entry of a table of contents, ours or pg_dump's; absent texts are
/// empty.
public record DumpedEntry(
    String kind, String schema, String tag, String owner, String definition, String drop) {
  /// Ours.
  public static DumpedEntry of(TocEntry entry) {
    String definition = "";
    String drop = "";
    if (entry instanceof TocEntry.Statement statement) {
      definition = statement.definition();
      drop = statement.drop();
    } else if (entry instanceof TocEntry.TableData data) {
      definition = data.copyStatement().orElse("");
    }
    var header = entry.header();
    return new DumpedEntry(
        header.kind().text(),
        header.namespace().orElse(""),
        header.tag(),
        header.owner().orElse(""),
        definition,
        drop);
  }

  /// What `pg_restore -l` shows of it.
  public String listing() {
    return "%s %s %s %s".formatted(kind, schema.isEmpty() ? "-" : schema, tag, owner);
  }

  /// The statements with each run of white space as one blank.
  String statements() {
    return plain(definition) + "\n" + plain(drop);
  }

  private static String plain(String sql) {
    return sql.replaceAll("\\s+", " ").strip();
  }
}
