package io.multiboard.sync.engine.archive;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes the contents of large objects, a file each. Several threads may write, each another
/// object. Thread-safe.
public final class LargeObjectWriter {
  private static final int PART = 1 << 20;

  private final GrowingArchive archive;
  private final GrowingList<Manifest.LargeObjectFile> written;

  LargeObjectWriter(GrowingArchive archive) {
    this.archive = archive;
    this.written = archive.spool().largeObjectLog();
  }

  /// Takes the content of an object, to the end of the stream, in bounded memory. Does not close
  /// it.
  public void write(long oid, InputStream content) {
    archive.check();
    String name = ArchiveNames.largeObject(oid) + archive.compression().fileSuffix();
    AppendedFile file = archive.file(name);
    long bytes = copy(oid, content, file);
    var object = new Manifest.LargeObjectFile(archive.finished(file), oid, bytes);
    written.add(object);
    archive.tell(new JournalEntry.Stored(object));
  }

  private long copy(long oid, InputStream content, AppendedFile file) {
    byte[] part = new byte[PART];
    long bytes = 0;
    int length;
    do {
      Interruption.check();
      length = read(oid, content, part);
      // An empty object has one empty frame: an empty file is no data of any algorithm.
      if (length > 0 || bytes == 0) {
        frame(part, length, file);
      }
      bytes += length;
    } while (length == part.length);
    return bytes;
  }

  private static int read(long oid, InputStream content, byte[] part) {
    try {
      return content.readNBytes(part, 0, part.length);
    } catch (IOException failure) {
      throw new SyncException(
          Reason.ConnectionLost,
          "reading large object " + oid + " failed: " + failure.getMessage(),
          "Run it again.",
          failure);
    }
  }

  private void frame(byte[] part, int length, AppendedFile file) {
    try (FrameEncoders.Frame frame = archive.encoders().encode(part, 0, length)) {
      file.append(frame.bytes(), frame.offset(), frame.length());
    }
  }

  /// Ends the list of objects.
  public void finish() {
    archive.check();
    List<Long> oids =
        written.snapshot().stream().map(Manifest.LargeObjectFile::oid).sorted().toList();
    byte[] text = LargeObjectList.write(oids).getBytes(StandardCharsets.US_ASCII);
    archive.finishedList(archive.file(ArchiveNames.LARGE_OBJECT_LIST, text));
    written.finish();
    archive.tell(new JournalEntry.AllStored());
  }
}
