package io.multiboard.sync.engine;

import io.multiboard.sync.engine.archive.ArchiveSource;
import io.multiboard.sync.engine.archive.LargeObject;
import io.multiboard.sync.engine.archive.Manifest;
import io.multiboard.sync.engine.archive.Piece;
import io.multiboard.sync.engine.archive.TableRows;
import io.multiboard.sync.engine.copy.Rows;
import io.multiboard.sync.engine.restore.RestoreData;
import io.multiboard.sync.engine.toc.TocEntry;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The rows and large objects of an archive, as a restore takes them. Thread-safe.
final class ArchiveData implements RestoreData {
  private final ArchiveSource archive;
  private final Map<Integer, Long> bytes;
  private final ToLongFunction<TocEntry.TableData> otherwise;

  /// @param otherwise estimates where the archive does not tell
  ArchiveData(ArchiveSource archive, ToLongFunction<TocEntry.TableData> otherwise) {
    this.archive = archive;
    this.otherwise = otherwise;
    this.bytes =
        archive.manifest().map(Manifest::tables).orElse(List.of()).stream()
            .collect(Collectors.toMap(Manifest.TableFile::dumpId, Manifest.TableFile::bytes));
  }

  @Override
  public TableInput open(TocEntry.TableData entry) {
    return new Input(archive.open(entry));
  }

  @Override
  public Iterable<LargeObjectInput> largeObjects(TocEntry.LargeObjects entry) {
    Iterable<LargeObject> objects = archive.largeObjects(entry);
    return () ->
        StreamSupport.stream(objects.spliterator(), false)
            .map(object -> (LargeObjectInput) new Content(object))
            .iterator();
  }

  @Override
  public long estimatedBytes(TocEntry.TableData entry) {
    Long known = bytes.get(entry.header().dumpId());
    return known != null ? known : otherwise.applyAsLong(entry);
  }

  /// Gives each array back when the next piece is asked for: it has been sent by then. For one
  /// loading thread.
  private static final class Input implements TableInput {
    private final TableRows rows;
    private Optional<Piece> lent = Optional.empty();

    Input(TableRows rows) {
      this.rows = rows;
    }

    @Override
    public Optional<Rows> next() {
      lent.ifPresent(rows::recycle);
      lent = rows.next();
      return lent.map(
          piece -> new Rows(piece.bytes(), piece.offset(), piece.length(), piece.rows()));
    }

    @Override
    public long expectedRows() {
      return rows.expectedRows();
    }

    @Override
    public void close() {
      rows.close();
    }
  }

  private record Content(LargeObject object) implements LargeObjectInput {
    @Override
    public long oid() {
      return object.oid();
    }

    @Override
    public InputStream open() {
      return object.open();
    }
  }
}
