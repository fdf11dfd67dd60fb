package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.CopyEncoding;
import io.multiboard.sync.engine.toc.CopyStatement;
import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.failure.SyncException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
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
  private final Compression.Algorithm algorithm;
  private final PieceBuffers buffers = new PieceBuffers(HotPieces.usualBudget());
  private final HotPieces hot = new HotPieces(HotPieces.usualBudget(), buffers);
  private final SegmentDecoders decoders;
  private final CompletableFuture<TableOfContents> contents = new CompletableFuture<>();
  private final Map<Integer, TableLog> tables = new ConcurrentHashMap<>();
  private final GrowingList<Manifest.LargeObjectFile> largeObjects = new GrowingList<>();
  private volatile Optional<SyncException> failure = Optional.empty();
  private final CompletableFuture<Manifest> manifest = new CompletableFuture<>();
  private volatile Path folder;

  Spool(Path folder, Compression.Algorithm algorithm) {
    this.folder = folder;
    this.algorithm = algorithm;
    this.decoders = new SegmentDecoders(algorithm, buffers);
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
    return new SpoolRows(encoding(entry), fileName(dumpId), log(dumpId), this);
  }

  static CopyEncoding encoding(TocEntry.TableData entry) {
    return entry
        .copyStatement()
        .map(statement -> CopyStatement.parse(statement).encoding())
        .orElse(CopyEncoding.TEXT);
  }

  private String fileName(int dumpId) {
    return ArchiveNames.tableData(dumpId) + algorithm.fileSuffix();
  }

  @Override
  public Iterable<LargeObject> largeObjects(TocEntry.LargeObjects entry) {
    return LargeObjects.byPlace(place -> largeObjects.get(place).map(this::largeObject));
  }

  private LargeObject largeObject(Manifest.LargeObjectFile facts) {
    return new LargeObjects.Stored(
        facts.oid(),
        () ->
            reading(
                facts.stored().file(), path -> DecodedFile.open(path, algorithm, facts.bytes())));
  }

  /// What is done with a file.
  @FunctionalInterface
  interface Reading<T> {
    T read(Path path) throws IOException;
  }

  /// Opens a file; the folder may get its final name meanwhile, once.
  <T> T reading(String file, Reading<T> reading) {
    while (true) {
      Path place = folder;
      try {
        return reading.read(place.resolve(file));
      } catch (FileNotFoundException | NoSuchFileException missing) {
        if (place.equals(place())) {
          throw StorageFailure.reading(place.resolve(file), missing);
        }
      } catch (IOException broken) {
        throw StorageFailure.reading(place.resolve(file), broken);
      }
    }
  }

  TableLog log(int dumpId) {
    TableLog log = tables.computeIfAbsent(dumpId, id -> new TableLog());
    failure.ifPresent(log::fail);
    return log;
  }

  GrowingList<Manifest.LargeObjectFile> largeObjectLog() {
    return largeObjects;
  }

  PieceBuffers buffers() {
    return buffers;
  }

  HotPieces hot() {
    return hot;
  }

  SegmentDecoders decoders() {
    return decoders;
  }

  void begin(TableOfContents early) {
    contents.complete(early);
  }

  /// Moves the files, while nobody concludes from a missing one that it is lost.
  ///
  /// @param move does it, and tells the new place
  synchronized Path moved(Supplier<Path> move) {
    folder = move.get();
    return folder;
  }

  private synchronized Path place() {
    return folder;
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

  /// Ends reading. The writer decides what becomes of the files.
  @Override
  public void close() {
    decoders.close();
  }
}
