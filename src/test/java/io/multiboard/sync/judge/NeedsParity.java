package io.multiboard.sync.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether entries need what pg_dump says that they need, directly or through others: what keeps a
/// parallel restore right.
public final class NeedsParity {
  private final Map<Integer, DumpedEntry> entries;

  private NeedsParity(List<DumpedEntry> entries) {
    this.entries = entries.stream().collect(Collectors.toMap(DumpedEntry::id, Function.identity()));
  }

  /// The needs of pg_dump's entries that ours have not, for people.
  public static List<String> lacking(List<DumpedEntry> ours, List<DumpedEntry> theirs) {
    NeedsParity mine = new NeedsParity(ours);
    NeedsParity other = new NeedsParity(theirs);
    Map<String, Set<String>> whole = new HashMap<>();
    ours.forEach(entry -> whole.put(entry.listing(), mine.all(entry)));
    List<String> lacking = new ArrayList<>();
    for (DumpedEntry entry : theirs) {
      for (String need : other.direct(entry)) {
        if (!whole.getOrDefault(entry.listing(), Set.of()).contains(need)) {
          lacking.add(entry.listing() + " needs " + need);
        }
      }
    }
    return lacking;
  }

  private Set<String> direct(DumpedEntry entry) {
    return entry.needs().stream()
        .flatMap(need -> Stream.ofNullable(entries.get(need)))
        .map(DumpedEntry::listing)
        .collect(Collectors.toSet());
  }

  private Set<String> all(DumpedEntry entry) {
    Set<Integer> seen = new HashSet<>();
    List<Integer> open = new ArrayList<>(entry.needs());
    Set<String> all = new HashSet<>();
    while (!open.isEmpty()) {
      DumpedEntry need = entries.get(open.removeLast());
      if (need != null && seen.add(need.id())) {
        all.add(need.listing());
        open.addAll(need.needs());
      }
    }
    return all;
  }
}
