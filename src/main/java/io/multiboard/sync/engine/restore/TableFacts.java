package io.multiboard.sync.engine.restore;

import io.multiboard.sync.engine.toc.EntryHeader;
import io.multiboard.sync.engine.toc.EntryKind;
import io.multiboard.sync.engine.toc.TocEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/// What a table of contents says about its tables, by their dump ids: which rows are theirs and
/// which are partitions of which. Immutable.
final class TableFacts {
  private final Map<Integer, TocEntry> tables = new LinkedHashMap<>();
  private final Map<Integer, TocEntry.TableData> rows = new HashMap<>();
  private final Map<Integer, Integer> parents = new HashMap<>();
  private final Map<Integer, List<Integer>> children = new HashMap<>();
  private final Map<Integer, Set<Integer>> throughRoot = new HashMap<>();
  private final Map<Integer, Long> bytes = new HashMap<>();

  /// @param bytes estimates the bytes of a table's rows
  TableFacts(List<TocEntry> entries, ToLongFunction<TocEntry.TableData> bytes) {
    for (TocEntry entry : entries) {
      if (entry.header().kind() == EntryKind.TABLE) {
        tables.put(entry.header().dumpId(), entry);
      }
    }
    entries.forEach(this::noteParent);
    for (TocEntry entry : entries) {
      if (entry instanceof TocEntry.TableData data) {
        tableOf(data).ifPresent(table -> noteRows(table, data, bytes.applyAsLong(data)));
      }
    }
  }

  private void noteParent(TocEntry entry) {
    List<Integer> ends = entry.header().dependencies();
    if (entry.header().kind() == EntryKind.TABLE_ATTACH && ends.size() >= 2) {
      parents.put(ends.getFirst(), ends.get(1));
      children.computeIfAbsent(ends.get(1), key -> new ArrayList<>()).add(ends.getFirst());
    }
  }

  private void noteRows(int table, TocEntry.TableData data, long size) {
    rows.put(table, data);
    bytes.put(table, size);
    if (data.partitionRoot().isPresent()) {
      throughRoot.computeIfAbsent(root(table), key -> new HashSet<>()).add(data.header().dumpId());
    }
  }

  /// The table that an entry of rows belongs to, where this table of contents creates it.
  Optional<Integer> tableOf(TocEntry.TableData data) {
    return data.header().dependencies().stream().filter(tables::containsKey).findFirst();
  }

  boolean isTable(int id) {
    return tables.containsKey(id);
  }

  /// The entries of rows that must be in before anything is built on a table: its own, those of its
  /// partitions (a key or trigger of a partitioned table works on them all), and those of its
  /// siblings where rows find their partition by themselves.
  Set<Integer> rowsOf(int table) {
    Set<Integer> ids = new HashSet<>(throughRoot.getOrDefault(root(table), Set.of()));
    Deque<Integer> left = new ArrayDeque<>(List.of(table));
    Set<Integer> seen = new HashSet<>();
    while (!left.isEmpty()) {
      int next = left.pop();
      if (seen.add(next)) {
        Optional.ofNullable(rows.get(next)).ifPresent(data -> ids.add(data.header().dumpId()));
        left.addAll(children.getOrDefault(next, List.of()));
      }
    }
    return ids;
  }

  /// The estimated bytes of a table's rows.
  long bytesOf(int table) {
    return bytes.getOrDefault(table, 0L);
  }

  /// The table and all that it is a partition of, upwards.
  Set<Integer> withAncestors(int table) {
    Set<Integer> line = new LinkedHashSet<>();
    Integer at = table;
    while (at != null && line.add(at)) {
      at = parents.get(at);
    }
    return line;
  }

  int root(int table) {
    return List.copyOf(withAncestors(table)).getLast();
  }

  /// The tables that ANALYZE has to be asked for: those with rows of their own, and in place of all
  /// partitions of a table that one.
  List<EntryHeader> toAnalyze() {
    Set<Integer> roots = new LinkedHashSet<>();
    List<Integer> filled = new ArrayList<>(tables.keySet());
    filled.retainAll(rows.keySet());
    filled.forEach(table -> roots.add(root(table)));
    return roots.stream()
        .flatMap(root -> Optional.ofNullable(tables.get(root)).stream())
        .map(TocEntry::header)
        .toList();
  }
}
