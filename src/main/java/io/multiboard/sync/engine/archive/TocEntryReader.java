package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.CatalogId;
import io.multiboard.sync.engine.toc.EntryHeader;
import io.multiboard.sync.engine.toc.EntryKind;
import io.multiboard.sync.engine.toc.Section;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.postgres.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the entries of a `toc.dat`, one after the other. Source: `ReadToc` of
/// pg_backup_archiver.c. Not thread-safe.
final class TocEntryReader {
  static final String PARTITION_ROOT = "-- load via partition root ";
  private static final int PARTITIONED = 'p';

  /// An object may depend on a column twice, so there can be more dependencies than entries.
  private static final int REPEATED_DEPENDENCIES = 10_000;

  private final TocInput input;
  private final TocVersion version;
  private final int mostDependencies;

  TocEntryReader(TocInput input, TocVersion version, int entries) {
    this.input = input;
    this.version = version;
    this.mostDependencies = entries + REPEATED_DEPENDENCIES;
  }

  /// The fields between the ones that all kinds share.
  private record Body(
      Optional<String> definition,
      Optional<String> drop,
      Optional<String> copy,
      Optional<String> namespace,
      Optional<String> tablespace,
      Optional<String> accessMethod,
      int relationKind) {}

  TocEntry next() {
    int dumpId = input.integer(1, Integer.MAX_VALUE, "a dump id");
    boolean hasData = input.integer(0, 1, "a data mark") == 1;
    CatalogId catalogId = new CatalogId(input.oid("a catalog OID"), input.oid("an object OID"));
    String tag = input.requiredText("a tag");
    EntryKind kind = kind(input.requiredText("a kind"));
    Section section = section(input.integer());
    Body body = body();
    Optional<String> owner = input.text().filter(name -> !name.isEmpty());
    input.text(); // whether the table has OIDs: no release since 12 does
    List<Integer> dependencies = dependencies();
    EntryHeader header =
        new EntryHeader(
            dumpId, catalogId, kind, section, tag, body.namespace(), owner, dependencies);
    String file = input.text().orElse("");
    return hasData ? withData(header, body, file) : statement(header, body, file);
  }

  private static EntryKind kind(String text) {
    return EntryKind.ofText(text)
        .orElseThrow(() ->
            Refusal.unsupported(
                TocInput.FILE,
                "has an entry of the unknown kind '" + text + "'",
                "Nothing was changed. A later release may know it; else make the archive without it."));
  }

  private static Section section(int code) {
    return Section.ofCode(code)
        .orElseThrow(() -> TocInput.damaged("has an entry in an unknown section, " + code));
  }

  private Body body() {
    return new Body(
        input.text(),
        input.text(),
        input.text(),
        input.text().filter(name -> !name.isEmpty()),
        input.text(),
        input.text().filter(name -> !name.isEmpty()),
        version.isAtLeast(TocVersion.V1_16) ? input.integer() : 0);
  }

  private List<Integer> dependencies() {
    List<Integer> ids = new ArrayList<>();
    for (Optional<String> id = input.text(); id.isPresent(); id = input.text()) {
      if (!id.get().matches("[0-9]{1,9}") || ids.size() == mostDependencies) {
        throw TocInput.damaged("has an entry with impossible dependencies");
      }
      ids.add(Integer.valueOf(id.get()));
    }
    return ids;
  }

  private static TocEntry statement(EntryHeader header, Body body, String file) {
    if (!file.isEmpty()
        || header.kind() == EntryKind.TABLE_DATA
        || header.kind() == EntryKind.BLOBS) {
      throw TocInput.damaged("disagrees with itself on the data of entry " + header.dumpId());
    }
    boolean methodByStatement =
        body.relationKind() == PARTITIONED && body.accessMethod().isPresent();
    return new TocEntry.Statement(
        header,
        body.definition().orElse("") + (methodByStatement ? accessMethod(header, body) : ""),
        body.drop().orElse(""),
        body.tablespace(),
        methodByStatement ? Optional.empty() : body.accessMethod());
  }

  /// A partitioned table has no storage, and takes an access method for its partitions only by this
  /// statement. Source: `_printTableAccessMethodNoStorage` of pg_backup_archiver.c.
  private static String accessMethod(EntryHeader header, Body body) {
    if (header.tag().isEmpty()) {
      throw TocInput.damaged("has a table without a name");
    }
    String schema = header.namespace().map(name -> Identifier.quote(name) + ".").orElse("");
    return "\nALTER TABLE "
        + schema
        + Identifier.quote(header.tag())
        + " SET ACCESS METHOD "
        + Identifier.quote(body.accessMethod().orElseThrow())
        + ";\n";
  }

  private TocEntry withData(EntryHeader header, Body body, String file) {
    return switch (header.kind()) {
      case TABLE_DATA -> tableData(header, body, file);
      case BLOBS -> largeObjects(header, file);
      default ->
          throw Refusal.unsupported(
              TocInput.FILE,
              "has data for an entry of kind '" + header.kind().text() + "', which has none",
              "");
    };
  }

  private static TocEntry tableData(EntryHeader header, Body body, String file) {
    expectFile(header, file, ArchiveNames.tableData(header.dumpId()));
    Optional<String> root =
        body.definition()
            .filter(text -> text.startsWith(PARTITION_ROOT))
            .map(text -> text.substring(PARTITION_ROOT.length()).strip());
    return new TocEntry.TableData(header, body.copy(), root);
  }

  private TocEntry largeObjects(EntryHeader header, String file) {
    if (!version.isAtLeast(TocVersion.V1_16)) {
      return new TocEntry.LargeObjects(header, ArchiveNames.LARGE_OBJECT_LIST);
    }
    expectFile(header, file, ArchiveNames.largeObjectList(header.dumpId()));
    return new TocEntry.LargeObjects(header, file);
  }

  /// A name from the file would be a way out of the folder.
  private static void expectFile(EntryHeader header, String file, String expected) {
    if (!file.equals(expected)) {
      throw TocInput.damaged(
          "names the file '" + file + "' where '" + expected + "' must be, for " + header.tag());
    }
  }
}
