package io.multiboard.sync.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// How far our table of contents is pg_dump's.
///
/// @param missing what pg_dump lists and we do not
/// @param surplus what we list and pg_dump does not
/// @param different the statements of those that both list, where they differ
/// @param equal how many statements are equal
public record Parity(
    List<String> missing, List<String> surplus, List<String> different, int equal) {
  /// Compares the entries of some kinds.
  public static Parity of(
      List<DumpedEntry> ours, List<DumpedEntry> theirs, Predicate<DumpedEntry> wanted) {
    Map<String, List<DumpedEntry>> mine = byListing(ours, wanted);
    Map<String, List<DumpedEntry>> other = byListing(theirs, wanted);
    List<String> different = new ArrayList<>();
    int equal = 0;
    for (String listing : mine.keySet()) {
      List<DumpedEntry> one = mine.get(listing);
      List<DumpedEntry> two = other.getOrDefault(listing, List.of());
      for (int at = 0; at < Math.min(one.size(), two.size()); at++) {
        if (one.get(at).statements().equals(two.get(at).statements())) {
          equal++;
        } else {
          different.add(difference(one.get(at), two.get(at)));
        }
      }
    }
    return new Parity(without(other, mine), without(mine, other), different, equal);
  }

  private static Map<String, List<DumpedEntry>> byListing(
      List<DumpedEntry> entries, Predicate<DumpedEntry> wanted) {
    return entries.stream()
        .filter(wanted)
        .sorted(Comparator.comparing(DumpedEntry::listing).thenComparing(DumpedEntry::statements))
        .collect(Collectors.groupingBy(DumpedEntry::listing));
  }

  private static List<String> without(
      Map<String, List<DumpedEntry>> some, Map<String, List<DumpedEntry>> others) {
    Map<String, Integer> left = new HashMap<>();
    some.forEach((listing, entries) ->
        left.put(listing, entries.size() - others.getOrDefault(listing, List.of()).size()));
    return left.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(entry -> entry.getValue() + " × " + entry.getKey())
        .sorted()
        .toList();
  }

  private static String difference(DumpedEntry one, DumpedEntry two) {
    return one.listing() + "\n--- ours\n" + one.statements() + "\n--- theirs\n" + two.statements();
  }

  /// Whether nothing differs.
  public boolean isWhole() {
    return missing.isEmpty() && surplus.isEmpty() && different.isEmpty();
  }

  /// How many of pg_dump's entries have the same statements in ours, from 0 to 100.
  public double percent() {
    int all = equal + different.size() + missing.size();
    return all == 0 ? 100 : 100.0 * equal / all;
  }

  /// What differs, for people.
  @Override
  public String toString() {
    return "missing:\n  %s\nsurplus:\n  %s\ndifferent:\n%s\nequal: %d, %.2f %%"
        .formatted(
            String.join("\n  ", missing),
            String.join("\n  ", surplus),
            String.join("\n", different),
            equal,
            percent());
  }
}
