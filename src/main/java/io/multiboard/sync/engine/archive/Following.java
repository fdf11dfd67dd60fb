package io.multiboard.sync.engine.archive;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Turns the lines of a journal into a spool: for one thread, which ends when the journal does.
final class Following implements Runnable {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final List<JournalEntry> first;
  private final Path folder;
  private final Path target;
  private final JournalTail tail;
  private final Duration silence;
  private final Compression compression;
  private final Spool spool;
  private final Map<Integer, ArchiveWriter.Estimate> estimates = new ConcurrentHashMap<>();
  private final Map<Integer, Sums> tables = new HashMap<>();
  private long lastSign = System.nanoTime();
  private volatile boolean ended;

  private record Sums(long rows, long bytes) {
    static final Sums NONE = new Sums(0, 0);

    static Sums of(Segment segment) {
      return new Sums(segment.rows(), segment.length());
    }

    Sums plus(Sums more) {
      return new Sums(rows + more.rows, bytes + more.bytes);
    }
  }

  private Following(
      List<JournalEntry> first,
      Path target,
      JournalTail tail,
      Duration silence,
      Compression compression) {
    this.first = first;
    this.folder = PartialNames.followed(tail.path());
    this.target = target;
    this.tail = tail;
    this.silence = silence;
    this.compression = compression;
    this.spool = new Spool(folder, compression.algorithm(), this::awaitMove);
  }

  /// Reads the first line.
  static Following begin(Path target, JournalTail tail, Duration silence) {
    long giveUp = System.nanoTime() + silence.toNanos();
    List<JournalEntry> first = tail.read();
    while (first.isEmpty()) {
      if (System.nanoTime() > giveUp) {
        throw lost("the export of '" + target + "' died as it began");
      }
      sleep(PAUSE);
      first = tail.read();
    }
    if (!(first.getFirst() instanceof JournalEntry.Begun(String compression))) {
      throw Refusal.corrupt(tail.name(), "does not begin as a journal");
    }
    return new Following(
        first.subList(1, first.size()), target, tail, silence, Compression.parse(compression));
  }

  Spool spool() {
    return spool;
  }

  Map<Integer, ArchiveWriter.Estimate> estimates() {
    return estimates;
  }

  @Override
  public void run() {
    try (tail) {
      first.forEach(this::take);
      while (!ended) {
        // In this order: the last lines are added before the file loses its name.
        boolean complete = !Files.exists(tail.path());
        List<JournalEntry> entries = tail.read();
        entries.forEach(this::take);
        if (entries.isEmpty()) {
          requireSign(complete);
          sleep(PAUSE);
        } else {
          lastSign = System.nanoTime();
        }
      }
    } catch (SyncException failure) {
      fail(failure);
    } catch (RuntimeException | Error unexpected) {
      fail(
          new SyncException(
              Reason.InternalError, "following the export failed: " + unexpected, "", unexpected));
    }
  }

  private void fail(SyncException failure) {
    ended = true;
    spool.fail(failure);
  }

  private void requireSign(boolean complete) {
    if (complete) {
      throw unfinished();
    }
    if (System.nanoTime() - lastSign > silence.toNanos()) {
      throw lost(
          "the export of '%s' was not heard of for %d s"
              .formatted(target.getFileName(), silence.toSeconds()));
    }
  }

  private void take(JournalEntry entry) {
    switch (entry) {
      case JournalEntry.Begun _ -> throw Refusal.corrupt(tail.name(), "begins twice");
      case JournalEntry.Contents(FileFacts file) -> begin(file);
      case JournalEntry.Estimated(int dumpId, long rows, long bytes) ->
          estimates.put(dumpId, new ArchiveWriter.Estimate(dumpId, rows, bytes));
      case JournalEntry.Written(int dumpId, Segment segment) -> {
        tables.merge(dumpId, Sums.of(segment), Sums::plus);
        spool.log(dumpId).add(segment);
      }
      case JournalEntry.Table(int dumpId, long rows, long bytes) -> {
        require(moved(dumpId).equals(new Sums(rows, bytes)));
        spool.log(dumpId).finish(rows);
      }
      case JournalEntry.Stored(Manifest.LargeObjectFile object) -> store(object);
      case JournalEntry.AllStored _ -> spool.largeObjectLog().finish();
      case JournalEntry.Alive _ -> {}
      case JournalEntry.Failed(Reason reason, String message, String remedy) ->
          throw new SyncException(
              Reason.ExportLost, "the export failed (" + reason + "): " + message, remedy);
      case JournalEntry.Whole(String sha256) -> finish(sha256);
    }
  }

  private Sums moved(int dumpId) {
    return tables.getOrDefault(dumpId, Sums.NONE);
  }

  private void begin(FileFacts facts) {
    byte[] bytes = earlyContents();
    require(bytes.length == facts.bytes() && Digests.sha256(bytes).equals(facts.sha256()));
    spool.begin(TocReader.read(bytes).contents());
  }

  /// The table of contents goes through these places, in this order, as the archive gets its name.
  private byte[] earlyContents() {
    return Stream.of(
            folder.resolve(PartialFolder.EARLY_TOC),
            folder.resolve(ArchiveNames.TOC),
            target.resolve(ArchiveNames.TOC))
        .flatMap(place -> found(place, TocReader.LARGEST_FILE).stream())
        .findFirst()
        .orElseThrow(this::unfinished);
  }

  private void store(Manifest.LargeObjectFile object) {
    String name = ArchiveNames.largeObject(object.oid()) + compression.fileSuffix();
    require(object.stored().file().equals(name));
    spool.largeObjectLog().add(object);
  }

  /// The manifest is the archive's own last word, and must be that of what was read.
  private void finish(String sha256) {
    byte[] json = content(target.resolve(ArchiveNames.MANIFEST), ManifestFile.LARGEST_FILE);
    require(Digests.sha256(json).equals(sha256));
    Manifest manifest = ManifestFile.read(json);
    for (Manifest.TableFile table : manifest.tables()) {
      require(moved(table.dumpId()).equals(new Sums(table.rows(), table.bytes())));
    }
    spool.moved(() -> target);
    spool.finished(manifest);
    ended = true;
  }

  private void require(boolean holds) {
    if (!holds) {
      throw Refusal.corrupt(tail.name(), "says something else than the files beside it");
    }
  }

  private static byte[] content(Path file, int most) {
    return found(file, most)
        .orElseThrow(() -> StorageFailure.reading(file, new NoSuchFileException(file.toString())));
  }

  private static Optional<byte[]> found(Path file, int most) {
    try {
      if (Files.size(file) > most) {
        throw Refusal.corrupt(String.valueOf(file.getFileName()), "is too large");
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException failure) {
      throw StorageFailure.reading(file, failure);
    }
  }

  /// A file is not where it was: the archive has got its name, of which the journal is about to
  /// tell, or its writer has gone.
  private void awaitMove() {
    long giveUp = System.nanoTime() + silence.toNanos();
    while (!ended) {
      if (System.nanoTime() > giveUp) {
        throw lost("files of the export of '" + target.getFileName() + "' are gone");
      }
      sleep(PAUSE);
    }
    spool.check();
  }

  private SyncException unfinished() {
    return lost("the export of '" + target.getFileName() + "' was taken away unfinished");
  }

  static SyncException lost(String message) {
    return new SyncException(
        Reason.ExportLost,
        message,
        "The target was left as it was; the export is to be run again.");
  }

  static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException interruption) {
      throw Interruption.cancelled(interruption);
    }
  }
}
