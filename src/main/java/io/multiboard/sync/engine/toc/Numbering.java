package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Numbers entries in their order and turns what they need into numbers. Drafts without entries
/// (such as members of extensions) are passed through to what they need themselves.
final class Numbering {
  private record Written(Optional<Draft> draft, EntryText text, int number, int first) {}

  private final List<Written> written = new ArrayList<>();
  private final Map<DraftKey, Draft> drafts = new HashMap<>();
  private final Map<DraftKey, Integer> numbers = new HashMap<>();

  /// Of each schema, the entry that grants on it.
  private final Map<String, Integer> schemaGrants = new HashMap<>();

  /// An entry that belongs to no draft.
  void add(EntryText text) {
    int number = written.size() + 1;
    written.add(new Written(Optional.empty(), text, number, number));
  }

  /// The entries of the next draft in order.
  void add(Draft draft, List<EntryText> texts) {
    drafts.put(draft.key(), draft);
    int first = written.size() + 1;
    // What others need is the entry that creates the object, not a comment on one that is there.
    if (!texts.isEmpty() && texts.getFirst().needs() instanceof Needs.AsSorted) {
      numbers.put(draft.key(), first);
    }
    for (EntryText text : texts) {
      int number = written.size() + 1;
      written.add(new Written(Optional.of(draft), text, number, first));
      draft
          .object()
          .filter(object -> object instanceof Schema && text.kind() == EntryKind.ACL)
          .ifPresent(schema -> schemaGrants.put(schema.name(), number));
    }
  }

  List<TocEntry> entries() {
    return written.stream().map(this::entry).toList();
  }

  private TocEntry entry(Written one) {
    EntryHeader header = header(one);
    return switch (one.text().body()) {
      case EntryText.Body.Sql sql ->
          new TocEntry.Statement(
              header, sql.definition(), sql.drop(), sql.tablespace(), sql.accessMethod());
      case EntryText.Body.Rows rows ->
          new TocEntry.TableData(header, Optional.of(rows.copyStatement()), rows.partitionRoot());
      case EntryText.Body.LargeObjectContents _ -> new TocEntry.LargeObjects(header, "blobs.toc");
    };
  }

  private EntryHeader header(Written one) {
    EntryText text = one.text();
    return new EntryHeader(
        one.number(),
        catalogId(one),
        text.kind(),
        text.section(),
        text.tag(),
        text.namespace(),
        text.owner(),
        needs(one));
  }

  /// Only the entry that creates or fills an object carries its OIDs.
  private static CatalogId catalogId(Written one) {
    if (!(one.text().needs() instanceof Needs.AsSorted)) {
      return CatalogId.NONE;
    }
    return one.draft()
        .flatMap(Draft::object)
        .map(object -> object.address())
        .map(address -> new CatalogId(address.classOid(), address.objectOid()))
        .orElse(CatalogId.NONE);
  }

  private List<Integer> needs(Written one) {
    Set<Integer> found = new TreeSet<>();
    switch (one.text().needs()) {
      case Needs.AsSorted _ ->
          one.draft().ifPresent(draft -> collect(draft.needs(), found, new LinkedHashSet<>()));
      case Needs.OwnObjectAnd(List<DraftKey> others) -> {
        one.draft().map(draft -> numbers.get(draft.key())).ifPresent(found::add);
        collect(others, found, new LinkedHashSet<>());
      }
      case Needs.OwnObjectAndFirstOfKind _ ->
          one.draft()
              .ifPresent(draft -> {
                Optional.ofNullable(numbers.get(draft.key())).ifPresent(found::add);
                found.add(firstOfKind(one));
              });
      case Needs.Only(List<DraftKey> only) -> collect(only, found, new LinkedHashSet<>());
    }
    if (one.text().kind() == EntryKind.ACL && isGrantedByOthers(one.text().body())) {
      one.text().namespace().map(schemaGrants::get).ifPresent(found::add);
    }
    found.remove(one.number());
    return List.copyOf(found);
  }

  /// Whoever grants on without owning needs the schema's USAGE first, even where several sessions
  /// restore.
  private static boolean isGrantedByOthers(EntryText.Body body) {
    return body instanceof EntryText.Body.Sql sql
        && sql.definition().contains("SET SESSION AUTHORIZATION ");
  }

  private int firstOfKind(Written one) {
    int at = one.first();
    while (written.get(at - 1).text().kind() != one.text().kind()) {
      at++;
    }
    return at;
  }

  private void collect(Collection<DraftKey> keys, Set<Integer> found, Set<DraftKey> seen) {
    for (DraftKey key : keys) {
      if (!seen.add(key)) {
        continue;
      }
      Integer number = numbers.get(key);
      if (number != null) {
        found.add(number);
      } else if (drafts.containsKey(key)) {
        collect(drafts.get(key).needs(), found, seen);
      }
    }
  }
}
