package io.multiboard.sync.engine.copy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The large objects to be read, and where their contents go.
///
/// @param oids in any order
/// @param bytes of them all, estimated
public record LargeObjectExport(List<Long> oids, long bytes, LargeObjectSink sink) {
  /// So many objects are one session's part at a time.
  private static final int SLICE = 100;

  public LargeObjectExport {
    oids = List.copyOf(oids);
  }

  List<ExportPart> parts() {
    List<ExportPart> parts = new ArrayList<>();
    for (int from = 0; from < oids.size(); from += SLICE) {
      List<Long> slice = oids.subList(from, Math.min(from + SLICE, oids.size()));
      long share = bytes / oids.size() * slice.size();
      parts.add(
          new ExportPart(
              Optional.empty(),
              share,
              reading -> LargeObjectReader.read(reading.session(), slice, sink)));
    }
    return parts;
  }
}
