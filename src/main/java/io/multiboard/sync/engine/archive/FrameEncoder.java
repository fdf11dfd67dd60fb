package io.multiboard.sync.engine.archive;

/// Compresses bytes into one frame that stands for itself: frames that follow one another in a file
/// decompress to the bytes one after the other, with every decoder of the algorithm. Not
/// thread-safe.
sealed interface FrameEncoder extends AutoCloseable permits ZstdEncoder, GzipEncoder, Lz4Encoder {
  /// The most bytes that a frame of so many bytes can take.
  int bound(int length);

  /// Writes a frame at the start of the target, which has room for the bound.
  ///
  /// @return the length of the frame
  int encode(byte[] source, int offset, int length, byte[] target);

  /// Gives back memory outside of the heap.
  @Override
  void close();
}
