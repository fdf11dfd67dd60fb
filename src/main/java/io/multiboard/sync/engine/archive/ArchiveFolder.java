package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.engine.toc.TocEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// An archive in a folder: one of ours, or of pg_dump 12 to 18 (`--format=directory`). It was
/// proved before it is handed out. Thread-safe.
public final class ArchiveFolder implements ArchiveSource {
  private final Path folder;
  private final ArchiveFiles files;
  private final ReadLimits limits;
  private final PieceBuffers buffers;

  /// What the check counted in files that no manifest tells about.
  private final Map<Integer, ArchiveFile.RowFacts> counted;

  private ArchiveFolder(
      Path folder,
      ArchiveFiles files,
      ReadLimits limits,
      PieceBuffers buffers,
      Map<Integer, ArchiveFile.RowFacts> counted) {
    this.folder = folder;
    this.files = files;
    this.limits = limits;
    this.buffers = buffers;
    this.counted = counted;
  }

  /// Opens an archive within the usual limits; see [#open(Path, ReadLimits)].
  public static ArchiveFolder open(Path folder) {
    return open(folder, ReadLimits.DEFAULT);
  }

  /// Proves an archive and opens it. One of ours is proved by its manifest: every file is there, no
  /// other, each with the length and the SHA-256 that was written. One of pg_dump is read through
  /// once: every file decompresses, ends as it must, and its rows are counted. Throws
  /// `ArchiveNotFound`, `ArchiveCorrupt`, `ArchiveUnsupported` or `UnsupportedEncoding`.
  public static ArchiveFolder open(Path folder, ReadLimits limits) {
    ArchiveFiles files = ArchiveFinder.find(folder);
    Importable.require(files);
    PieceBuffers buffers = new PieceBuffers(HotPieces.usualBudget());
    FileCheck check = new FileCheck(limits, buffers);
    Map<Integer, ArchiveFile.RowFacts> counted = new ConcurrentHashMap<>();
    files.all().forEach(FileCheck::length);
    if (files.manifest().isPresent()) {
      Parallel.each(files.all(), FileCheck::digest);
    } else {
      Map<ArchiveFile, Integer> tables = new HashMap<>();
      files.tables().forEach((dumpId, file) -> tables.put(file, dumpId));
      Parallel.each(
          files.all(),
          file -> check.content(file).ifPresent(facts -> counted.put(tables.get(file), facts)));
    }
    return new ArchiveFolder(folder, files, limits, buffers, counted);
  }

  /// Reads the table of contents alone: for looking at an archive, not for using it.
  public static TocFile inspect(Path folder) {
    return FolderFiles.toc(FolderFiles.list(folder).claimToc());
  }

  @Override
  public TableOfContents contents() {
    return files.toc().contents();
  }

  /// The table of contents with its header.
  public TocFile toc() {
    return files.toc();
  }

  @Override
  public void awaitWhole() {
    // What was opened is whole.
  }

  @Override
  public Optional<Manifest> manifest() {
    return files.manifest();
  }

  /// What one of ours is as a whole; empty for an archive of pg_dump.
  public Optional<ArchiveFacts> facts() {
    Path manifest = folder.resolve(ArchiveNames.MANIFEST);
    return files.manifest().map(whole -> facts(whole, manifest));
  }

  private ArchiveFacts facts(Manifest whole, Path manifest) {
    try {
      byte[] json = Files.readAllBytes(manifest);
      return new ArchiveFacts(folder, whole, whole.fileBytes() + json.length, Digests.sha256(json));
    } catch (IOException failure) {
      throw StorageFailure.reading(manifest, failure);
    }
  }

  @Override
  public TableRows open(TocEntry.TableData entry) {
    int dumpId = entry.header().dumpId();
    ArchiveFile file =
        Optional.ofNullable(files.tables().get(dumpId))
            .orElseThrow(() -> new IllegalArgumentException("not of this archive: " + entry));
    return FolderRows.open(withFacts(file, dumpId), limits, buffers);
  }

  private ArchiveFile withFacts(ArchiveFile file, int dumpId) {
    return Optional.ofNullable(counted.get(dumpId)).map(file::holding).orElse(file);
  }

  @Override
  public Iterable<LargeObject> largeObjects(TocEntry.LargeObjects entry) {
    List<ArchiveFiles.LargeObjectFile> objects =
        files.largeObjects().getOrDefault(entry.header().dumpId(), List.of());
    return LargeObjects.byPlace(place ->
        place < objects.size() ? Optional.of(largeObject(objects.get(place))) : Optional.empty());
  }

  private LargeObject largeObject(ArchiveFiles.LargeObjectFile object) {
    return new LargeObjects.Stored(object.oid(), () -> decoded(object.file()));
  }

  private DecodedFile decoded(ArchiveFile file) {
    try {
      return DecodedFile.open(file.path(), file.algorithm(), file.most(limits));
    } catch (IOException failure) {
      throw StorageFailure.reading(file.path(), failure);
    }
  }

  @Override
  public void close() {
    // Every file is opened by whoever reads it.
  }
}
