package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.CopyEncoding;
import io.multiboard.sync.engine.toc.CopyStatement;
import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.failure.SyncException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// The reading side of an archive that is being written, in the same process: an import takes rows
/// as soon as they are in their file. Thread-safe.
public final class Spool implements ArchiveSource {
  private final SpoolFiles files;
  private final CompletableFuture<TableOfContents> contents = new CompletableFuture<>();
  private final Map<Integer, TableLog> tables = new ConcurrentHashMap<>();
  private final GrowingList<Manifest.LargeObjectFile> largeObjects = new GrowingList<>();
  private volatile Optional<SyncException> failure = Optional.empty();
  private final CompletableFuture<Manifest> manifest = new CompletableFuture<>();

  Spool(Path folder, Compression.Algorithm algorithm) {
    this.files = new SpoolFiles(folder, algorithm, Optional.empty());
  }

  /// Of files that another process writes.
  ///
  /// @param awaitMove returns when the files have been moved, or nobody will do so
  Spool(Path folder, Compression.Algorithm algorithm, Runnable awaitMove) {
    this.files = new SpoolFiles(folder, algorithm, Optional.of(awaitMove));
  }

  @Override
  public TableOfContents contents() {
    return awaited(contents);
  }

  @Override
  public void awaitWhole() {
    awaited(manifest);
  }

  private <T> T awaited(CompletableFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException interruption) {
      throw Interruption.cancelled(interruption);
    } catch (ExecutionException failed) {
      throw failure.orElseThrow(() -> new IllegalStateException(failed));
    }
  }

  @Override
  public Optional<Manifest> manifest() {
    return manifest.state() == Future.State.SUCCESS
        ? Optional.of(manifest.resultNow())
        : Optional.empty();
  }

  @Override
  public TableRows open(TocEntry.TableData entry) {
    int dumpId = entry.header().dumpId();
    return new SpoolRows(encoding(entry), files.tableData(dumpId), log(dumpId), files);
  }

  static CopyEncoding encoding(TocEntry.TableData entry) {
    return entry
        .copyStatement()
        .map(statement -> CopyStatement.parse(statement).encoding())
        .orElse(CopyEncoding.TEXT);
  }

  @Override
  public Iterable<LargeObject> largeObjects(TocEntry.LargeObjects entry) {
    return LargeObjects.byPlace(place -> largeObjects.get(place).map(this::largeObject));
  }

  private LargeObject largeObject(Manifest.LargeObjectFile facts) {
    return new LargeObjects.Stored(facts.oid(), () -> files.open(facts.stored(), facts.bytes()));
  }

  TableLog log(int dumpId) {
    TableLog log = tables.computeIfAbsent(dumpId, id -> new TableLog());
    failure.ifPresent(log::fail);
    return log;
  }

  GrowingList<Manifest.LargeObjectFile> largeObjectLog() {
    return largeObjects;
  }

  HotPieces hot() {
    return files.hot();
  }

  void begin(TableOfContents early) {
    contents.complete(early);
  }

  /// Moves the files; see [SpoolFiles#moved].
  Path moved(Supplier<Path> move) {
    return files.moved(move);
  }

  /// The writer is done: everything is there.
  void finished(Manifest whole) {
    manifest.complete(whole);
  }

  /// The writer gave up: everybody who reads, or will, is told why.
  synchronized void fail(SyncException cause) {
    failure = failure.or(() -> Optional.of(cause));
    contents.completeExceptionally(cause);
    manifest.completeExceptionally(cause);
    tables.values().forEach(log -> log.fail(cause));
    largeObjects.fail(cause);
  }

  /// Throws what [#fail] was told.
  void check() {
    failure.ifPresent(cause -> {
      throw cause;
    });
  }

  /// Ends reading. The writer decides what becomes of the files.
  @Override
  public void close() {
    files.close();
  }
}
