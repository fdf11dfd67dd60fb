package io.multiboard.sync.logging;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// A stream that stays open: logback closes what it writes to whenever it is set up anew, and
/// standard error is not the log's alone.
final class OpenStream extends FilterOutputStream {
  OpenStream(OutputStream stream) {
    super(stream);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
