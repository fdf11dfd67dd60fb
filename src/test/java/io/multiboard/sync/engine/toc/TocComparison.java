package io.multiboard.sync.engine.toc;

import io.multiboard.sync.judge.JudgedToc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Our table of contents against that of pg_dump for the same database: the same entries as a multiset
/// of kind, schema, name and owner, and equal statements after white space.
final class TocComparison {
  /// From 17 pg_dump lists large objects in another way, which archives of version 1.14 do not know.
  private static final Set<String> LARGE_OBJECTS = Set.of("BLOB", "BLOBS", "BLOB METADATA");

  private final List<String> missing = new ArrayList<>();
  private final List<String> extra = new ArrayList<>();
  private final List<String> different = new ArrayList<>();
  private int same;

  private record Key(String kind, String schema, String name, String owner)
      implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return toString().compareTo(other.toString());
    }
  }

  private record Text(String definition, String drop, String copy, String place) {
    String shown() {
      return definition + "\n      drop " + drop + "\n      copy " + copy + "\n      " + place;
    }
  }

  TocComparison(List<JudgedToc.Entry> judged, TableOfContents ours) {
    Map<Key, Deque<Text>> left = new TreeMap<>();
    for (TocEntry entry : ours.entries()) {
      if (!isLargeObject(entry.header().kind().text(), entry.header().tag())) {
        left.computeIfAbsent(key(entry.header()), _ -> new ArrayDeque<>()).add(text(entry));
      }
    }
    for (JudgedToc.Entry entry : judged) {
      if (!isLargeObject(entry.kind(), entry.name())) {
        compare(entry, left.getOrDefault(key(entry), new ArrayDeque<>()));
      }
    }
    left.forEach((key, texts) -> texts.forEach(text -> extra.add(key + "\n    " + text.shown())));
  }

  private static boolean isLargeObject(String kind, String name) {
    return LARGE_OBJECTS.contains(kind) || kind.equals("ACL") && name.startsWith("LARGE OBJECT");
  }

  private void compare(JudgedToc.Entry entry, Deque<Text> ours) {
    Text theirs = text(entry);
    if (ours.isEmpty()) {
      missing.add(key(entry) + "\n    " + theirs.shown());
    } else if (ours.remove(theirs)) {
      same++;
    } else {
      different.add(
          key(entry)
              + "\n  pg_dump: "
              + theirs.shown()
              + "\n  ours:    "
              + ours.removeFirst().shown());
    }
  }

  private static Key key(JudgedToc.Entry entry) {
    return new Key(entry.kind(), entry.schema(), entry.name(), entry.owner());
  }

  private static Key key(EntryHeader header) {
    return new Key(
        header.kind().text(), header.namespace().orElse(""), header.tag(), header.owner().orElse(""));
  }

  private static Text text(JudgedToc.Entry entry) {
    return new Text(
        flat(entry.definition()),
        flat(entry.drop()),
        flat(entry.copy()),
        place(entry.section(), entry.tablespace(), entry.accessMethod()));
  }

  private static Text text(TocEntry entry) {
    int section = entry.header().section().code();
    return switch (entry) {
      case TocEntry.Statement sql ->
          new Text(
              flat(sql.definition()),
              flat(sql.drop()),
              "",
              place(section, sql.tablespace().orElse(""), sql.accessMethod().orElse("")));
      case TocEntry.TableData rows ->
          new Text(
              rows.partitionRoot().map(root -> flat("-- load via partition root " + root)).orElse(""),
              "",
              flat(rows.copyStatement().orElse("")),
              place(section, "", ""));
      case TocEntry.LargeObjects _ -> new Text("", "", "", place(section, "", ""));
    };
  }

  private static String place(int section, String tablespace, String accessMethod) {
    return "section %d, tablespace '%s', access method '%s'"
        .formatted(section, tablespace, accessMethod);
  }

  private static String flat(String sql) {
    return sql.strip().replaceAll("\\s+", " ");
  }

  /// Whether the same entries are there, whatever their texts.
  boolean sameEntries() {
    return missing.isEmpty() && extra.isEmpty();
  }

  /// How many of pg_dump's entries have the same text in ours, from 0 to 1.
  double equalShare() {
    int all = same + different.size() + missing.size();
    return all == 0 ? 1 : (double) same / all;
  }

  /// What differs, for people.
  String report() {
    StringBuilder report = new StringBuilder();
    report.append("%d equal, %d different, %d missing, %d extra: %.2f %%%n".formatted(
        same, different.size(), missing.size(), extra.size(), 100 * equalShare()));
    missing.forEach(one -> report.append("missing ").append(one).append('\n'));
    extra.forEach(one -> report.append("extra ").append(one).append('\n'));
    different.forEach(one -> report.append("different ").append(one).append('\n'));
    return report.toString();
  }
}
