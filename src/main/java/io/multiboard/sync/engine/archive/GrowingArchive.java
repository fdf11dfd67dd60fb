package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.failure.SyncException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What the writers of an archive's files have in common: where the files are, how they are
/// compressed, and which are finished. Thread-safe.
final class GrowingArchive implements AutoCloseable {
  private final Path folder;
  private final Compression compression;
  private final FrameEncoders encoders;
  private final DiskSync sync;
  private final Spool spool;
  private final Set<AppendedFile> open = ConcurrentHashMap.newKeySet();
  private final Map<Integer, Manifest.TableFile> tables = new ConcurrentHashMap<>();
  private final Map<String, FileFacts> lists = new ConcurrentHashMap<>();
  private final Optional<Journal> journal;
  private volatile Optional<SyncException> failure = Optional.empty();

  /// @param durable whether its files must survive the machine
  /// @param followed whether other processes may read what is there
  GrowingArchive(Path folder, Compression compression, boolean durable, boolean followed) {
    this.folder = folder;
    this.compression = compression;
    this.encoders = new FrameEncoders(compression, Runtime.getRuntime().availableProcessors());
    this.sync = new DiskSync(durable);
    this.spool = new Spool(folder, compression.algorithm());
    this.journal =
        followed ? Optional.of(Journal.begin(folder, compression, this::failed)) : Optional.empty();
  }

  Compression compression() {
    return compression;
  }

  FrameEncoders encoders() {
    return encoders;
  }

  Spool spool() {
    return spool;
  }

  /// What other processes read by; empty where none does.
  Optional<Journal> journal() {
    return journal;
  }

  /// Tells other processes, where there may be any.
  void tell(JournalEntry entry) {
    journal.ifPresent(lines -> lines.add(entry));
  }

  /// Keeps a failed archive from growing.
  void check() {
    failure.ifPresent(cause -> {
      throw cause;
    });
  }

  /// Remembers the first failure, and tells those who read.
  SyncException failed(SyncException cause) {
    synchronized (this) {
      failure = failure.or(() -> Optional.of(cause));
    }
    spool.fail(cause);
    journal.ifPresent(lines ->
        lines.end(new JournalEntry.Failed(cause.reason(), cause.getMessage(), cause.remedy())));
    return cause;
  }

  /// A new file.
  AppendedFile file(String name) {
    AppendedFile file = new AppendedFile(folder.resolve(name), sync);
    open.add(file);
    return file;
  }

  /// A new file with this content.
  FileFacts file(String name, byte[] content) {
    AppendedFile file = file(name);
    file.append(content, 0, content.length);
    return finished(file);
  }

  FileFacts finished(AppendedFile file) {
    FileFacts facts = file.finish();
    open.remove(file);
    return facts;
  }

  void finishedTable(Manifest.TableFile table) {
    tables.put(table.dumpId(), table);
    tell(new JournalEntry.Table(table.dumpId(), table.rows(), table.bytes()));
  }

  void finishedList(FileFacts list) {
    lists.put(list.file(), list);
  }

  /// Waits until all finished files are on the disk.
  void awaitDisk() {
    sync.await();
  }

  /// What is there now, which must be all that the table of contents names.
  Manifest manifest(TableOfContents contents, SourceFacts source) {
    return new Manifest(
        Manifest.FORMAT_VERSION,
        Programs.name(),
        Instant.now(),
        compression.text(),
        source,
        lists.values().stream().sorted(Comparator.comparing(FileFacts::file)).toList(),
        contents.tableData().map(this::finishedTable).toList(),
        finishedObjects(contents));
  }

  private Manifest.TableFile finishedTable(TocEntry.TableData entry) {
    return Optional.ofNullable(tables.get(entry.header().dumpId()))
        .orElseThrow(() ->
            new IllegalStateException(
                "the rows of " + entry.header().displayName() + " were never finished"));
  }

  private List<Manifest.LargeObjectFile> finishedObjects(TableOfContents contents) {
    boolean expected =
        contents.entries().stream().anyMatch(TocEntry.LargeObjects.class::isInstance);
    GrowingList<Manifest.LargeObjectFile> written = spool.largeObjectLog();
    if (expected != written.isFinished()) {
      throw new IllegalStateException("the large objects were never finished, or never announced");
    }
    List<Manifest.LargeObjectFile> objects = written.snapshot();
    if (new HashSet<>(objects).size() != objects.size()) {
      throw new IllegalStateException("a large object was written twice");
    }
    return objects;
  }

  /// Ends all that is held in memory and all open files; removes nothing.
  @Override
  public void close() {
    encoders.close();
    sync.close();
    open.forEach(AppendedFile::close);
    spool.close();
  }
}
