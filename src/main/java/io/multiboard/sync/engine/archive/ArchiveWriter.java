package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.CopyEncoding;
import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.failure.Reason;
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

/// Writes an archive: PostgreSQL's directory format, version 1.14, and a manifest. While it grows
/// it is a spool beside its final place, that [#spool] reads; it becomes an archive by one rename,
/// after all of it is on the disk. See `DESIGN.md`. Thread-safe.
public final class ArchiveWriter implements AutoCloseable {
  private final PartialFolder folder;
  private final Optional<Path> target;
  private final Compression compression;
  private final FrameEncoders encoders;
  private final DiskSync sync;
  private final Spool spool;
  private final Set<AppendedFile> open = ConcurrentHashMap.newKeySet();
  private final Map<Integer, Manifest.TableFile> tables = new ConcurrentHashMap<>();
  private final Map<String, FileFacts> lists = new ConcurrentHashMap<>();
  private volatile Optional<TableOfContents> contents = Optional.empty();
  private volatile Optional<SyncException> failure = Optional.empty();
  private boolean finished;

  private ArchiveWriter(PartialFolder folder, Optional<Path> target, Compression compression) {
    this.folder = folder;
    this.target = target;
    this.compression = compression;
    this.encoders = new FrameEncoders(compression, Runtime.getRuntime().availableProcessors());
    this.sync = new DiskSync(target.isPresent());
    this.spool = new Spool(folder.path(), compression.algorithm());
  }

  /// Begins an archive. What dead runs left beside it is removed.
  ///
  /// @param folder where the archive is to be: absent or empty, else `ArchiveExists`; its parent
  ///   exists
  /// @param runId tells this run's spool from others': letters, digits, `-`, `_`
  public static ArchiveWriter create(Path folder, Compression compression, String runId) {
    Path target = folder.toAbsolutePath().normalize();
    PartialFolder partial = PartialFolder.forArchive(target, runId);
    return new ArchiveWriter(partial, Optional.of(target), compression);
  }

  /// Begins a spool that no archive comes of: [#close] removes it.
  ///
  /// @param parent an existing folder on a volume with room for the compressed data
  public static ArchiveWriter temporary(Path parent, Compression compression, String runId) {
    PartialFolder partial = PartialFolder.forSpool(parent.toAbsolutePath().normalize(), runId);
    return new ArchiveWriter(partial, Optional.empty(), compression);
  }

  /// Takes the table of contents; those who read the spool get it. It is written under another name
  /// than an archive's.
  public void begin(TableOfContents early) {
    check();
    byte[] toc =
        TocWriter.write(early, Instant.now(), compression.headerLevel(), Programs.dumper());
    AppendedFile file = file(PartialFolder.EARLY_TOC);
    file.append(toc, 0, toc.length);
    FileFacts facts = finished(file);
    lists.put(ArchiveNames.TOC, new FileFacts(ArchiveNames.TOC, facts.bytes(), facts.sha256()));
    contents = Optional.of(early);
    spool.begin(early);
  }

  /// Begins the data file of a table.
  ///
  /// @param encoding as the entry's COPY statement has it
  /// @param columns in the order of each row
  public DataFileWriter table(
      TocEntry.TableData entry, CopyEncoding encoding, List<String> columns) {
    check();
    if (Spool.encoding(entry) != encoding) {
      throw new IllegalArgumentException("not as its COPY statement says: " + entry);
    }
    String name = ArchiveNames.tableData(entry.header().dumpId()) + compression.fileSuffix();
    return new DataFileWriter(entry, encoding, columns, this, file(name));
  }

  /// Begins the files of the large objects, of which an archive has one entry at most.
  public LargeObjectWriter largeObjects(TocEntry.LargeObjects entry) {
    check();
    return new LargeObjectWriter(this, spool.largeObjectLog());
  }

  /// The reading side.
  public Spool spool() {
    return spool;
  }

  /// Completes the archive: every entry's data must be finished. It is on the disk and in its place
  /// when this returns.
  public ArchiveFacts finish(SourceFacts source) {
    check();
    Manifest manifest = manifest(source);
    AppendedFile file = file(ArchiveNames.MANIFEST);
    byte[] json = ManifestFile.write(manifest);
    file.append(json, 0, json.length);
    finished(file);
    sync.await();
    Path place = spool.moved(() -> target.map(folder::become).orElseGet(folder::path));
    synchronized (this) {
      finished = true;
    }
    spool.finished(manifest);
    return new ArchiveFacts(
        place, manifest, manifest.fileBytes() + json.length, Digests.sha256(json));
  }

  private Manifest manifest(SourceFacts source) {
    TableOfContents all =
        contents.orElseThrow(() -> new IllegalStateException("no table of contents was given"));
    return new Manifest(
        Manifest.FORMAT_VERSION,
        Programs.name(),
        Instant.now(),
        compression.text(),
        source,
        lists.values().stream().sorted(Comparator.comparing(FileFacts::file)).toList(),
        all.tableData().map(this::finishedTable).toList(),
        largeObjects(all));
  }

  private Manifest.TableFile finishedTable(TocEntry.TableData entry) {
    return Optional.ofNullable(tables.get(entry.header().dumpId()))
        .orElseThrow(() ->
            new IllegalStateException(
                "the rows of " + entry.header().displayName() + " were never finished"));
  }

  private List<Manifest.LargeObjectFile> largeObjects(TableOfContents all) {
    boolean expected = all.entries().stream().anyMatch(TocEntry.LargeObjects.class::isInstance);
    if (expected != spool.largeObjectLog().isFinished()) {
      throw new IllegalStateException("the large objects were never finished, or never announced");
    }
    List<Manifest.LargeObjectFile> objects = spool.largeObjectLog().snapshot();
    if (new HashSet<>(objects).size() != objects.size()) {
      throw new IllegalStateException("a large object was written twice");
    }
    return objects;
  }

  /// Gives up: whoever reads the spool, or still writes, gets the cause.
  public void fail(SyncException cause) {
    failed(cause);
  }

  SyncException failed(SyncException cause) {
    synchronized (this) {
      failure = failure.or(() -> Optional.of(cause));
    }
    spool.fail(cause);
    return cause;
  }

  /// Keeps a failed or closed archive from growing.
  void check() {
    failure.ifPresent(cause -> {
      throw cause;
    });
  }

  AppendedFile file(String name) {
    AppendedFile file = new AppendedFile(folder.path().resolve(name), sync);
    open.add(file);
    return file;
  }

  FileFacts finished(AppendedFile file) {
    FileFacts facts = file.finish();
    open.remove(file);
    return facts;
  }

  void finishedList(AppendedFile file) {
    FileFacts facts = finished(file);
    lists.put(facts.file(), facts);
  }

  void finishedTable(Manifest.TableFile table) {
    tables.put(table.dumpId(), table);
  }

  Compression compression() {
    return compression;
  }

  FrameEncoders encoders() {
    return encoders;
  }

  HotPieces hot() {
    return spool.hot();
  }

  TableLog log(int dumpId) {
    return spool.log(dumpId);
  }

  /// Ends the writing. What is not a finished archive is removed, and its readers are told so.
  @Override
  public void close() {
    boolean keep = isFinished() && target.isPresent();
    if (!isFinished()) {
      failed(new SyncException(Reason.Cancelled, "the export did not come to its end", ""));
    }
    encoders.close();
    sync.close();
    open.forEach(AppendedFile::close);
    spool.close();
    if (!keep) {
      folder.close();
    }
  }

  private synchronized boolean isFinished() {
    return finished;
  }
}
