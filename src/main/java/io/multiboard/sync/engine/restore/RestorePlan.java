package io.multiboard.sync.engine.restore;

import io.multiboard.sync.engine.toc.EntryKind;
import io.multiboard.sync.engine.toc.Section;
import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/// A table of contents dealt out to the passes of a restore. Pure.
///
/// @param definitions before all rows, in this order
/// @param works rows and what is built on them, in any order that their needs allow
/// @param privileges afterwards, in this order
/// @param refreshes of materialized views, in any order that their needs allow
/// @param last at the very end, in this order
record RestorePlan(
    List<TocEntry.Statement> definitions,
    List<Work> works,
    List<TocEntry.Statement> privileges,
    List<Work> refreshes,
    List<TocEntry.Statement> last) {

  static RestorePlan of(
      TableOfContents contents,
      RestoreSettings settings,
      ToLongFunction<TocEntry.TableData> bytes) {
    List<TocEntry> kept = new ArrayList<>();
    for (TocEntry entry : contents.entries()) {
      keep(entry, settings).ifPresent(kept::add);
    }
    return new Dealer(kept).deal(settings, bytes);
  }

  /// Entries that name roles which the server has not lose what names them.
  private static Optional<TocEntry> keep(TocEntry entry, RestoreSettings settings) {
    return entry instanceof TocEntry.Statement statement
        ? RolesInText.without(statement, settings.missingRoles()).map(kept -> kept)
        : Optional.of(entry);
  }

  /// Not thread-safe.
  private static final class Dealer {
    private final List<TocEntry> entries;
    private final Map<Integer, TocEntry> byId = new HashMap<>();
    private final Set<Integer> withRows = new HashSet<>();
    private final List<TocEntry.Statement> definitions = new ArrayList<>();
    private final List<TocEntry> rowsAndAfter = new ArrayList<>();
    private final List<TocEntry.Statement> privileges = new ArrayList<>();
    private final List<TocEntry.Statement> refreshes = new ArrayList<>();
    private final List<TocEntry.Statement> last = new ArrayList<>();

    Dealer(List<TocEntry> entries) {
      this.entries = entries;
      entries.forEach(entry -> byId.put(entry.header().dumpId(), entry));
    }

    RestorePlan deal(RestoreSettings settings, ToLongFunction<TocEntry.TableData> bytes) {
      entries.forEach(this::dealOne);
      TableFacts tables = new TableFacts(entries, bytes);
      return new RestorePlan(
          definitions,
          new RestoreGraph(tables, bytes).works(rowsAndAfter),
          settings.privileges() ? privileges : List.of(),
          refreshWorks(),
          last);
    }

    private void dealOne(TocEntry entry) {
      if (!(entry instanceof TocEntry.Statement statement)) {
        addRows(entry);
        return;
      }
      switch (RestorePass.of(entry)) {
        case SKIPPED -> {}
        case DEFINITIONS -> define(statement);
        case ROWS_AND_AFTER -> addRows(entry);
        case PRIVILEGES -> privileges.add(privilege(statement));
        case LAST ->
            (entry.header().kind() == EntryKind.MATERIALIZED_VIEW_DATA ? refreshes : last)
                .add(statement);
      }
    }

    /// A comment on an index has to wait for the index.
    private void define(TocEntry.Statement entry) {
      boolean attached = entry.header().section() == Section.NONE;
      if (attached && entry.header().dependencies().stream().anyMatch(withRows::contains)) {
        addRows(entry);
      } else {
        definitions.add(entry);
      }
    }

    private void addRows(TocEntry entry) {
      withRows.add(entry.header().dumpId());
      rowsAndAfter.add(entry);
    }

    /// The privileges of a group of large objects are spelled out for its first one only.
    private TocEntry.Statement privilege(TocEntry.Statement entry) {
      if (!entry.header().tag().startsWith("LARGE OBJECTS ")) {
        return entry;
      }
      return entry.header().dependencies().stream()
          .flatMap(id -> Optional.ofNullable(byId.get(id)).stream())
          .filter(group -> group.header().kind() == EntryKind.BLOB_METADATA)
          .map(TocEntry.Statement.class::cast)
          .findFirst()
          .map(group -> LargeObjectGroup.privileges(entry, LargeObjectGroup.oids(group)))
          .map(text -> withText(entry, text))
          .orElse(entry);
    }

    private static TocEntry.Statement withText(TocEntry.Statement entry, String definition) {
      return new TocEntry.Statement(
          entry.header(), definition, entry.drop(), entry.tablespace(), entry.accessMethod());
    }

    private List<Work> refreshWorks() {
      List<Work> works = new ArrayList<>();
      for (TocEntry.Statement entry : refreshes) {
        int id = entry.header().dumpId();
        works.add(
            new Work(
                id,
                new Work.Job.Run(entry),
                Set.copyOf(entry.header().dependencies()),
                Set.of(id),
                Set.of(),
                1));
        QualifiedName view =
            new QualifiedName(entry.header().namespace().orElse("public"), entry.header().tag());
        works.add(new Work(-id, new Work.Job.Analyze(view), Set.of(id), Set.of(id), Set.of(), 0));
      }
      return works;
    }
  }
}
