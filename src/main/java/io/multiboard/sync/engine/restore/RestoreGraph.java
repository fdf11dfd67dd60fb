package io.multiboard.sync.engine.restore;

import io.multiboard.sync.engine.toc.EntryHeader;
import io.multiboard.sync.engine.toc.EntryKind;
import io.multiboard.sync.engine.toc.Section;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/// What can be done once rows go in: what must come before what, and what must not go on at the
/// same time. Pure. Source of the rules: `fix_dependencies`, `repoint_table_dependencies` and
/// `identify_locking_dependencies` of pg_backup_archiver.c; archive.md 2.6.
final class RestoreGraph {
  private final TableFacts tables;
  private final ToLongFunction<TocEntry.TableData> bytes;

  RestoreGraph(TableFacts tables, ToLongFunction<TocEntry.TableData> bytes) {
    this.tables = tables;
    this.bytes = bytes;
  }

  /// The works for the given entries, in their order, and for the statistics of the tables.
  List<Work> works(List<TocEntry> entries) {
    List<Work> works = new ArrayList<>();
    entries.forEach(entry -> works.add(work(entry)));
    for (EntryHeader table : tables.toAnalyze()) {
      works.add(analyze(table, works));
    }
    return works;
  }

  private Work work(TocEntry entry) {
    return switch (entry) {
      case TocEntry.Statement statement -> run(statement);
      case TocEntry.TableData data -> load(data);
      case TocEntry.LargeObjects contents ->
          new Work(
              contents.header().dumpId(),
              new Work.Job.Fill(contents),
              Set.copyOf(contents.header().dependencies()),
              Set.of(),
              Set.of(),
              0);
    };
  }

  private Work load(TocEntry.TableData data) {
    EntryHeader header = data.header();
    Set<Integer> own = new HashSet<>();
    tables.tableOf(data).ifPresent(own::add);
    boolean throughRoot = data.partitionRoot().isPresent();
    Set<Integer> roots = new HashSet<>();
    own.forEach(table -> roots.add(throughRoot ? tables.root(table) : table));
    return new Work(
        header.dumpId(),
        new Work.Job.Load(data, !throughRoot && !own.isEmpty(), !own.isEmpty()),
        Set.copyOf(header.dependencies()),
        throughRoot ? Set.of() : roots,
        throughRoot ? roots : Set.of(),
        bytes.applyAsLong(data));
  }

  private Work run(TocEntry.Statement entry) {
    EntryHeader header = entry.header();
    Set<Integer> after = new LinkedHashSet<>();
    Set<Integer> touched = new LinkedHashSet<>();
    for (int id : header.dependencies()) {
      if (tables.isTable(id)) {
        touched.add(id);
        after.addAll(tables.rowsOf(id));
      } else {
        after.add(id);
      }
    }
    boolean locks = header.section() == Section.POST_DATA && header.kind() != EntryKind.INDEX;
    Set<Integer> line = new HashSet<>();
    touched.forEach(table -> line.addAll(tables.withAncestors(table)));
    Set<Integer> exclusive = new HashSet<>(locks ? touched : Set.of());
    if (header.kind() == EntryKind.INDEX_ATTACH) {
      exclusive.addAll(header.dependencies());
    }
    line.removeAll(exclusive);
    return new Work(
        header.dumpId(), new Work.Job.Run(entry), after, exclusive, line, cost(header, touched));
  }

  /// Fractions of what writing the rows takes, as measured on tables of middling width.
  private long cost(EntryHeader header, Set<Integer> touched) {
    long size = touched.stream().mapToLong(tables::bytesOf).sum();
    return switch (header.kind()) {
      case INDEX, CONSTRAINT -> size / 3;
      case FK_CONSTRAINT, CHECK_CONSTRAINT -> size / 10;
      default -> 0;
    };
  }

  /// Indexes on expressions and extended statistics tell ANALYZE what else to look at.
  private Work analyze(EntryHeader table, List<Work> works) {
    Set<Integer> after = new HashSet<>();
    for (Work work : works) {
      boolean ours =
          work.exclusive().contains(table.dumpId()) || work.shared().contains(table.dumpId());
      if (ours && (isRows(work) || widensStatistics(work))) {
        after.add(work.id());
      }
    }
    after.addAll(tables.rowsOf(table.dumpId()));
    QualifiedName name = new QualifiedName(table.namespace().orElse("public"), table.tag());
    return new Work(
        -table.dumpId(),
        new Work.Job.Analyze(name),
        after,
        Set.of(table.dumpId()),
        Set.of(),
        Math.min(tables.bytesOf(table.dumpId()) / 20, 8 << 20));
  }

  private static boolean isRows(Work work) {
    return work.job() instanceof Work.Job.Load;
  }

  private static boolean widensStatistics(Work work) {
    if (!(work.job() instanceof Work.Job.Run(TocEntry.Statement entry))) {
      return false;
    }
    return switch (entry.header().kind()) {
      case STATISTICS -> true;
      case INDEX -> entry.definition().indexOf('(', entry.definition().indexOf('(') + 1) >= 0;
      default -> false;
    };
  }
}
