package io.multiboard.sync.engine.archive;

import java.util.Optional;

/// Builds files that [TocWriter] would not: of newer versions, or wrong on purpose.
final class TocBytes {
  private final TocOutput output = new TocOutput();
  private final boolean v16;
  private final TocOutput body = new TocOutput();
  private Optional<Integer> count = Optional.empty();
  private int entries;

  private TocBytes(int minor) {
    this.v16 = minor == 16;
    for (byte letter : TocReader.MAGIC) {
      output.unsignedByte(letter);
    }
    for (int value : new int[] {1, minor, 0, 4, 8, 3}) {
      output.unsignedByte(value);
    }
    if (v16) {
      output.unsignedByte(1);
    } else {
      output.integer(-1);
    }
    for (int part : new int[] {1, 2, 3, 21, 10, 126, 0}) {
      output.integer(part);
    }
    output.text("app");
    output.text("18.6");
    output.text("18.6");
  }

  static TocBytes version14() {
    return new TocBytes(14);
  }

  /// With an entry of every form that only this version has.
  static TocBytes version16() {
    return new TocBytes(16)
        .entry(3, 0, "TABLE", "T", "CREATE;\n", Optional.empty(), Optional.of("My AM"), 'p', "")
        .entry(4, 0, "BLOB METADATA", "1..2", "1\n2\n", Optional.empty(), Optional.empty(), 0, "")
        .tableData(5, "T", "5.dat")
        .largeObjects(6, "blobs_6.toc");
  }

  TocBytes statement(int dumpId, String kind, String tag) {
    return entry(dumpId, 0, kind, tag, "SELECT 1;\n", Optional.empty(), Optional.empty(), 0, "");
  }

  TocBytes tableData(int dumpId, String tag, String file) {
    Optional<String> copy = Optional.of("COPY s." + tag + " (a) FROM stdin;\n");
    return entry(dumpId, 1, "TABLE DATA", tag, "", copy, Optional.empty(), 0, file);
  }

  TocBytes largeObjects(int dumpId, String file) {
    return entry(dumpId, 1, "BLOBS", "BLOBS", "", Optional.empty(), Optional.empty(), 0, file);
  }

  private TocBytes entry(
      int dumpId,
      int hasData,
      String kind,
      String tag,
      String definition,
      Optional<String> copy,
      Optional<String> accessMethod,
      int relationKind,
      String file) {
    entries++;
    body.integer(dumpId);
    body.integer(hasData);
    body.text("1259");
    body.text("16384");
    body.text(tag);
    body.text(kind);
    body.integer(2);
    body.text(definition);
    body.noText();
    body.text(copy);
    body.text("s");
    body.noText();
    body.text(accessMethod);
    if (v16) {
      body.integer(relationKind);
    }
    body.text("postgres");
    body.text("false");
    body.text("1");
    body.text("2");
    body.noText();
    body.text(file);
    return this;
  }

  /// The number of entries that the header tells, whatever follows.
  TocBytes entries(int told) {
    count = Optional.of(told);
    return this;
  }

  TocBytes integer(int value) {
    body.integer(value);
    return this;
  }

  TocBytes raw(byte[] bytes) {
    for (byte each : bytes) {
      body.unsignedByte(each);
    }
    return this;
  }

  byte[] toByteArray() {
    TocOutput all = new TocOutput();
    for (byte each : output.toByteArray()) {
      all.unsignedByte(each);
    }
    all.integer(count.orElse(entries));
    for (byte each : body.toByteArray()) {
      all.unsignedByte(each);
    }
    return all.toByteArray();
  }
}
