package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.CopyEncoding;
import java.util.Arrays;

/// Rows of COPY's text format end at line feeds, which never stand raw within a value. After the
/// last one comes the line `\.`, which is no row. Not thread-safe.
final class TextBoundary implements RowBoundary {
  private static final byte[] TRAILER = CopyFraming.trailer(CopyEncoding.TEXT);

  private final String file;

  /// How many bytes at the start are known to hold no end: a row that fills more than one buffer
  /// would be searched again and again.
  private int searched;

  TextBoundary(String file) {
    this.file = file;
  }

  @Override
  public Cut cut(byte[] bytes, int filled) {
    int end = filled - TRAILER.length;
    for (int at = end - 1; at >= searched; at--) {
      if (bytes[at] == CopyFraming.LINE_FEED) {
        searched = 0;
        return new Cut(at + 1, LineFeeds.count(bytes, 0, at + 1));
      }
    }
    searched = Math.max(end, 0);
    return new Cut(0, 0);
  }

  @Override
  public Cut lastCut(byte[] bytes, int filled) {
    int end = filled - TRAILER.length;
    boolean whole =
        end >= 0
            && Arrays.equals(bytes, end, filled, TRAILER, 0, TRAILER.length)
            && (end == 0 || bytes[end - 1] == CopyFraming.LINE_FEED);
    if (!whole) {
      throw Refusal.corrupt(file, "was cut: the line '\\.' at its end is missing");
    }
    return new Cut(end, LineFeeds.count(bytes, 0, end));
  }
}
