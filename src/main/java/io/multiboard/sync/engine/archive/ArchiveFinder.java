package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.TocEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Goes through the lists of an archive and finds the file of everything that they name, and
/// nothing beyond. Not thread-safe.
final class ArchiveFinder {
  private final FolderFiles folder;
  private final Optional<Manifest> manifest;
  private final Map<String, FileFacts> expected;
  private final Map<Integer, Manifest.TableFile> expectedTables;
  private final Map<Long, Manifest.LargeObjectFile> expectedObjects;
  private final List<ArchiveFile> all = new ArrayList<>();
  private final Map<Integer, ArchiveFile> tables = new LinkedHashMap<>();
  private final Map<Integer, List<ArchiveFiles.LargeObjectFile>> largeObjects =
      new LinkedHashMap<>();

  /// Finds the files of a folder; reads those that list others, and no data.
  static ArchiveFiles find(Path folder) {
    return new ArchiveFinder(FolderFiles.list(folder)).find();
  }

  private ArchiveFinder(FolderFiles folder) {
    this.folder = folder;
    this.manifest = manifest(folder);
    List<Manifest> whole = manifest.stream().toList();
    this.expected = by(whole, Manifest::fileList, FileFacts::file);
    this.expectedTables = by(whole, Manifest::tables, Manifest.TableFile::dumpId);
    this.expectedObjects = by(whole, Manifest::largeObjects, Manifest.LargeObjectFile::oid);
  }

  private static <K, V> Map<K, V> by(
      List<Manifest> whole, Function<Manifest, List<V>> part, Function<V, K> key) {
    return whole.stream()
        .flatMap(manifest -> part.apply(manifest).stream())
        .collect(Collectors.toMap(key, Function.identity(), (one, same) -> one));
  }

  private static Optional<Manifest> manifest(FolderFiles folder) {
    if (!folder.has(ArchiveNames.MANIFEST)) {
      return Optional.empty();
    }
    FolderFiles.Found found = folder.claim(ArchiveNames.MANIFEST);
    return Optional.of(ManifestFile.read(FolderFiles.content(found, ManifestFile.LARGEST_FILE)));
  }

  private ArchiveFiles find() {
    FolderFiles.Found found = folder.claimToc();
    addList(found);
    TocFile toc = FolderFiles.toc(found);
    if (manifest.isEmpty() && Programs.isOurs(toc.dumper())) {
      throw Refusal.corrupt(ArchiveNames.MANIFEST, "is missing");
    }
    for (TocEntry entry : toc.contents().entries()) {
      switch (entry) {
        case TocEntry.Statement statement -> {}
        case TocEntry.TableData data -> table(data);
        case TocEntry.LargeObjects objects -> largeObjects(objects);
      }
    }
    folder.requireAllClaimed();
    requireAllExpected();
    return new ArchiveFiles(toc, manifest, all, tables, largeObjects);
  }

  private void table(TocEntry.TableData entry) {
    int dumpId = entry.header().dumpId();
    Optional<Manifest.TableFile> facts = Optional.ofNullable(expectedTables.get(dumpId));
    var content =
        new ArchiveFile.Content.Rows(
            Spool.encoding(entry),
            facts.map(table -> new ArchiveFile.RowFacts(table.rows(), table.bytes())));
    if (facts.isPresent() && facts.get().encoding() != content.encoding()) {
      throw Refusal.corrupt(
          ArchiveNames.MANIFEST, "and toc.dat disagree on '" + entry.header().displayName() + "'");
    }
    tables.put(dumpId, add(folder.claim(ArchiveNames.tableData(dumpId)), content));
  }

  private void largeObjects(TocEntry.LargeObjects entry) {
    FolderFiles.Found list = folder.claim(entry.listFile());
    addList(list);
    List<ArchiveFiles.LargeObjectFile> objects = new ArrayList<>();
    byte[] text = FolderFiles.content(list, LargeObjectList.LARGEST_FILE);
    for (long oid : LargeObjectList.read(list.name(), text)) {
      Optional<Long> bytes =
          Optional.ofNullable(expectedObjects.get(oid)).map(Manifest.LargeObjectFile::bytes);
      ArchiveFile file =
          add(folder.claim(ArchiveNames.largeObject(oid)), new ArchiveFile.Content.Bytes(bytes));
      objects.add(new ArchiveFiles.LargeObjectFile(oid, file));
    }
    largeObjects.put(entry.header().dumpId(), objects);
  }

  /// A list is proved before it is believed.
  private void addList(FolderFiles.Found found) {
    ArchiveFile file = add(found, new ArchiveFile.Content.Listing());
    FileCheck.length(file);
    FileCheck.digest(file);
  }

  private ArchiveFile add(FolderFiles.Found found, ArchiveFile.Content content) {
    Optional<FileFacts> facts = Optional.ofNullable(expected.get(found.name()));
    if (manifest.isPresent() && facts.isEmpty()) {
      throw Refusal.corrupt(found.name(), "is not in the manifest");
    }
    ArchiveFile file =
        new ArchiveFile(found.path(), found.algorithm(), found.size(), facts, content);
    all.add(file);
    return file;
  }

  private void requireAllExpected() {
    all.forEach(file -> expected.remove(file.name()));
    expected.keySet().stream()
        .sorted()
        .findFirst()
        .ifPresent(name -> {
          throw Refusal.corrupt(name, "is in the manifest, but nothing lists it");
        });
  }
}
