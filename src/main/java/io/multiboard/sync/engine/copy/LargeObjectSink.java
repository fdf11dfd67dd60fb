package io.multiboard.sync.engine.copy;

import java.io.InputStream;

/// Takes the contents of large objects, from several threads at a time.
@FunctionalInterface
public interface LargeObjectSink {
  /// Takes the content of an object to the end of the stream.
  void write(long oid, InputStream content);
}
