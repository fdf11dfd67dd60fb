package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.CatalogId;
import io.multiboard.sync.engine.toc.CopyEncoding;
import io.multiboard.sync.engine.toc.CopyStatement;
import io.multiboard.sync.engine.toc.EntryHeader;
import io.multiboard.sync.engine.toc.EntryKind;
import io.multiboard.sync.engine.toc.Section;
import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.postgres.QualifiedName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// A small archive of a made-up database, entries written by hand: table `part (id, name)` as text,
/// table `price (id, amount)` in binary, an empty table, and two large objects.
final class TestingArchive {
  static final TocEntry.TableData PART = table(10, "part", CopyEncoding.TEXT, "id", "name");
  static final TocEntry.TableData PRICE = table(11, "price", CopyEncoding.BINARY, "id", "amount");
  static final TocEntry.TableData EMPTY = table(12, "empty", CopyEncoding.TEXT, "id");
  static final TocEntry.LargeObjects OBJECTS =
      new TocEntry.LargeObjects(
          header(20, EntryKind.BLOBS, Section.DATA, "BLOBS", List.of()), "blobs.toc");
  static final Map<Long, byte[]> OBJECT_CONTENTS =
      new TreeMap<>(Map.of(4711L, new byte[0], 4294967295L, noise(1_200_000)));
  static final SourceFacts SOURCE =
      new SourceFacts(
          "7300000000000000001",
          16384,
          "app",
          "15.18",
          Instant.EPOCH.plusSeconds(1_700_000_000),
          "0/16B3748");

  private static final String PART_SQL =
      "CREATE TABLE public.part (\n    id integer,\n    name text\n);\n";
  private static final String PRICE_SQL =
      "CREATE TABLE public.price (\n    id integer,\n    amount bigint\n);\n";

  private TestingArchive() {}

  static TableOfContents contents() {
    List<TocEntry> entries = new ArrayList<>();
    entries.add(
        statement(1, EntryKind.ENCODING, "ENCODING", "SET client_encoding = 'UTF8';\n", ""));
    entries.add(
        statement(
            2,
            EntryKind.STDSTRINGS,
            "STDSTRINGS",
            "SET standard_conforming_strings = 'on';\n",
            ""));
    entries.add(
        statement(
            3,
            EntryKind.SEARCHPATH,
            "SEARCHPATH",
            "SELECT pg_catalog.set_config('search_path', '', false);\n",
            ""));
    entries.add(tableStatement(4, "part", PART_SQL));
    entries.add(tableStatement(5, "price", PRICE_SQL));
    entries.add(tableStatement(6, "empty", "CREATE TABLE public.empty (\n    id integer\n);\n"));
    entries.add(blob(7, 4711));
    entries.add(blob(8, 4294967295L));
    entries.addAll(List.of(PART, PRICE, EMPTY, OBJECTS));
    entries.add(
        new TocEntry.Statement(
            header(30, EntryKind.INDEX, Section.POST_DATA, "part_name", List.of(4)),
            "CREATE INDEX part_name ON public.part USING btree (name);\n",
            "DROP INDEX public.part_name;\n",
            Optional.of(""),
            Optional.empty()));
    return new TableOfContents("app", "15.18 (Debian 15.18-0+deb12u1)", entries);
  }

  /// Writes the archive: part with this many rows, in runs of a thousand.
  static ArchiveFacts write(Path folder, Compression compression, int rows) {
    try (ArchiveWriter writer = ArchiveWriter.create(folder, compression, "test")) {
      return fill(writer, rows);
    }
  }

  static ArchiveFacts fill(ArchiveWriter writer, int rows) {
    writer.begin(contents());
    writeParts(writer.table(PART, CopyEncoding.TEXT, List.of("id", "name")), rows);
    DataFileWriter price = writer.table(PRICE, CopyEncoding.BINARY, List.of("id", "amount"));
    byte[] run = priceRows(100);
    price.append(run, run.length, 100);
    price.finish(100);
    writer.table(EMPTY, CopyEncoding.TEXT, List.of("id")).finish(0);
    LargeObjectWriter objects = writer.largeObjects(OBJECTS);
    OBJECT_CONTENTS.forEach(
        (oid, content) -> objects.write(oid, new ByteArrayInputStream(content)));
    objects.finish();
    return writer.finish(SOURCE);
  }

  static void writeParts(DataFileWriter part, int rows) {
    for (int from = 0; from < rows; from += 1000) {
      int count = Math.min(1000, rows - from);
      byte[] run = bytes(partRows(from, count));
      part.append(run, run.length, count);
    }
    part.finish(rows);
  }

  static String partRows(int from, int count) {
    StringBuilder rows = new StringBuilder();
    for (int id = from; id < from + count; id++) {
      rows.append(id).append("\tpart \\\\. ").append(id * 7919L % 1000).append('\n');
    }
    return rows.toString();
  }

  static byte[] priceRows(int count) {
    var rows = ByteBuffer.allocate(count * 22);
    for (int id = 0; id < count; id++) {
      rows.putShort((short) 2).putInt(4).putInt(id).putInt(8).putLong(id * 100L);
    }
    return rows.array();
  }

  /// More than one frame of bytes that do not compress.
  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static TocEntry.TableData table(
      int dumpId, String name, CopyEncoding encoding, String... columns) {
    var copy = new CopyStatement(new QualifiedName("public", name), List.of(columns), encoding);
    return new TocEntry.TableData(
        header(dumpId, EntryKind.TABLE_DATA, Section.DATA, name, List.of()),
        Optional.of(copy.archiveText()),
        Optional.empty());
  }

  private static TocEntry tableStatement(int dumpId, String name, String sql) {
    return new TocEntry.Statement(
        header(dumpId, EntryKind.TABLE, Section.PRE_DATA, name, List.of()),
        sql,
        "DROP TABLE public." + name + ";\n",
        Optional.of(""),
        Optional.of("heap"));
  }

  private static TocEntry blob(int dumpId, long oid) {
    return new TocEntry.Statement(
        header(dumpId, EntryKind.BLOB, Section.PRE_DATA, Long.toString(oid), List.of()),
        "SELECT pg_catalog.lo_create('" + oid + "');\n",
        "SELECT pg_catalog.lo_unlink('" + oid + "');\n",
        Optional.empty(),
        Optional.empty());
  }

  private static TocEntry statement(
      int dumpId, EntryKind kind, String tag, String sql, String drop) {
    EntryHeader header =
        new EntryHeader(
            dumpId,
            CatalogId.NONE,
            kind,
            Section.PRE_DATA,
            tag,
            Optional.empty(),
            Optional.empty(),
            List.of());
    return new TocEntry.Statement(header, sql, drop, Optional.empty(), Optional.empty());
  }

  static EntryHeader header(
      int dumpId, EntryKind kind, Section section, String tag, List<Integer> dependencies) {
    boolean named = kind != EntryKind.BLOB && kind != EntryKind.BLOBS;
    return new EntryHeader(
        dumpId,
        new CatalogId(1259, 16000 + dumpId),
        kind,
        section,
        tag,
        named ? Optional.of("public") : Optional.empty(),
        Optional.of("postgres"),
        dependencies);
  }

  /// All rows of a table, piece after piece.
  static byte[] rows(TableRows table) {
    var all = new ByteArrayOutputStream();
    for (Optional<Piece> piece = table.next(); piece.isPresent(); piece = table.next()) {
      all.write(piece.get().bytes(), piece.get().offset(), piece.get().length());
      table.recycle(piece.get());
    }
    return all.toByteArray();
  }

  /// Of a large object, as PostgreSQL's `md5` gives it.
  static String md5(long oid) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(OBJECT_CONTENTS.get(oid));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException failure) {
      throw new AssertionError(failure);
    }
  }
}
