package io.multiboard.sync.engine.archive;

import io.multiboard.sync.failure.SyncException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/// Tells other processes what of a growing archive is there: a file beside its folder, to which a
/// line is added after each thing that was written. It is not synced: it is of use only while the
/// writer lives. Thread-safe.
final class Journal implements AutoCloseable {
  /// How often a writer shows that it lives.
  static final Duration HEARTBEAT = Duration.ofSeconds(1);

  private final Path path;
  private final FileOutputStream stream;
  private final Thread heart;
  private boolean ended;

  private Journal(Path path, Consumer<SyncException> failed) {
    this.path = path;
    this.stream = PrivateFiles.create(path);
    this.heart = Thread.ofVirtual().name("journal-heartbeat").unstarted(() -> beat(failed));
  }

  /// Begins the journal of a growing folder.
  ///
  /// @param failed is told when a sign of life cannot be written
  static Journal begin(Path folder, Compression compression, Consumer<SyncException> failed) {
    Journal journal = new Journal(PartialNames.journalOf(folder), failed);
    journal.add(new JournalEntry.Begun(compression.text()));
    journal.heart.start();
    return journal;
  }

  private void beat(Consumer<SyncException> failed) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(HEARTBEAT);
        add(new JournalEntry.Alive());
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    } catch (SyncException failure) {
      failed.accept(failure);
    }
  }

  /// Adds a line, in one write.
  void add(JournalEntry entry) {
    byte[] line = entry.line().getBytes(StandardCharsets.US_ASCII);
    synchronized (this) {
      if (ended) {
        return;
      }
      try {
        stream.write(line);
      } catch (IOException failure) {
        throw StorageFailure.writing(path, failure);
      }
    }
  }

  /// The last line; what comes after it is not told.
  synchronized void end(JournalEntry last) {
    try {
      add(last);
    } catch (SyncException full) {
      // Whoever follows notices that no sign of life comes, or that the file is gone.
    } finally {
      ended = true;
    }
  }

  /// The last line of an archive that is in its place, where readers find all that it told.
  void whole(String sha256) {
    end(new JournalEntry.Whole(sha256));
    close();
  }

  /// Removes it: whoever has it open can read on.
  @Override
  public void close() {
    heart.interrupt();
    synchronized (this) {
      ended = true;
      try (stream) {
        Files.deleteIfExists(path);
      } catch (IOException failure) {
        throw StorageFailure.writing(path, failure);
      }
    }
  }
}
