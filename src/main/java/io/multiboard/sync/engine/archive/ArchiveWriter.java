package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.CopyEncoding;
import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Writes an archive: PostgreSQL's directory format, version 1.14, and a manifest. While it grows
/// it is a spool beside its final place, that [#spool] reads; it becomes an archive by one rename,
/// after all of it is on the disk. See `DESIGN.md`. Thread-safe.
public final class ArchiveWriter implements AutoCloseable {
  private final PartialFolder folder;
  private final Optional<Path> target;
  private final GrowingArchive archive;
  private volatile Optional<TableOfContents> contents = Optional.empty();
  private volatile boolean finished;

  private ArchiveWriter(
      PartialFolder folder, Optional<Path> target, Compression compression, boolean followed) {
    this.folder = folder;
    this.target = target;
    this.archive = new GrowingArchive(folder.path(), compression, target.isPresent(), followed);
  }

  /// Begins an archive. What dead runs left beside it is removed.
  ///
  /// @param folder where the archive is to be: absent or empty, else `ArchiveExists`; its parent
  ///   exists
  /// @param runId tells this run's spool from others': letters, digits, `-`, `_`
  public static ArchiveWriter create(Path folder, Compression compression, String runId) {
    Path target = folder.toAbsolutePath().normalize();
    PartialFolder partial = PartialFolder.forArchive(target, runId);
    return new ArchiveWriter(partial, Optional.of(target), compression, false);
  }

  /// Begins an archive that other processes read while it grows, by [FollowedArchive]. An earlier
  /// attempt that does not know yet that it is over may be at work beside it.
  ///
  /// @param folder as of [#create]
  /// @param attempt tells this attempt's spool from others': letters, digits, `-`, `_`
  public static ArchiveWriter followed(Path folder, Compression compression, String attempt) {
    Path target = folder.toAbsolutePath().normalize();
    PartialFolder partial = PartialFolder.forAttempt(target, attempt);
    return new ArchiveWriter(partial, Optional.of(target), compression, true);
  }

  /// Begins a spool that no archive comes of: [#close] removes it.
  ///
  /// @param parent an existing folder on a volume with room for the compressed data
  public static ArchiveWriter temporary(Path parent, Compression compression, String runId) {
    PartialFolder partial = PartialFolder.forSpool(parent.toAbsolutePath().normalize(), runId);
    return new ArchiveWriter(partial, Optional.empty(), compression, false);
  }

  /// Takes the table of contents; those who read the spool get it. It is written under another name
  /// than an archive's.
  public void begin(TableOfContents early) {
    begin(early, List.of());
  }

  /// What a table will weigh.
  ///
  /// @param bytes of its rows
  public record Estimate(int dumpId, long rows, long bytes) {}

  /// As above, with estimates for those who read the spool from another process.
  public void begin(TableOfContents early, List<Estimate> estimates) {
    archive.check();
    estimates.forEach(table ->
        archive.tell(new JournalEntry.Estimated(table.dumpId(), table.rows(), table.bytes())));
    int level = archive.compression().headerLevel();
    byte[] toc = TocWriter.write(early, Instant.now(), level, Programs.dumper());
    FileFacts facts = archive.file(PartialFolder.EARLY_TOC, toc);
    archive.finishedList(new FileFacts(ArchiveNames.TOC, facts.bytes(), facts.sha256()));
    contents = Optional.of(early);
    archive.spool().begin(early);
    archive.tell(new JournalEntry.Contents(facts));
  }

  /// Begins the data file of a table.
  ///
  /// @param encoding as the entry's COPY statement has it
  /// @param columns in the order of each row
  public DataFileWriter table(
      TocEntry.TableData entry, CopyEncoding encoding, List<String> columns) {
    archive.check();
    if (Spool.encoding(entry) != encoding) {
      throw new IllegalArgumentException("not as its COPY statement says: " + entry);
    }
    return new DataFileWriter(entry, encoding, columns, archive);
  }

  /// Begins the files of the large objects, of which an archive has one entry at most.
  public LargeObjectWriter largeObjects(TocEntry.LargeObjects entry) {
    archive.check();
    return new LargeObjectWriter(archive);
  }

  /// The reading side.
  public Spool spool() {
    return archive.spool();
  }

  /// Completes the archive: every entry's data must be finished. It is on the disk and in its place
  /// when this returns.
  public ArchiveFacts finish(SourceFacts source) {
    archive.check();
    TableOfContents all =
        contents.orElseThrow(() -> new IllegalStateException("no table of contents was given"));
    Manifest manifest = archive.manifest(all, source);
    byte[] json = ManifestFile.write(manifest);
    archive.file(ArchiveNames.MANIFEST, json);
    archive.awaitDisk();
    Path place = archive.spool().moved(() -> target.map(folder::become).orElseGet(folder::path));
    finished = true;
    archive.spool().finished(manifest);
    String digest = Digests.sha256(json);
    archive.journal().ifPresent(lines -> lines.whole(digest));
    return new ArchiveFacts(place, manifest, manifest.fileBytes() + json.length, digest);
  }

  /// Gives up: whoever reads the spool, or still writes, gets the cause.
  public void fail(SyncException cause) {
    archive.failed(cause);
  }

  /// Ends the writing. What is not a finished archive is removed, and its readers are told so.
  @Override
  public void close() {
    if (!finished) {
      fail(new SyncException(Reason.Cancelled, "the export did not come to its end", ""));
    }
    archive.close();
    if (!finished || target.isEmpty()) {
      folder.close();
    }
    archive.journal().ifPresent(Journal::close);
  }
}
