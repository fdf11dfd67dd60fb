package io.multiboard.sync.engine.archive;

import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// An archive that another process is writing. It only reads: what the writer's journal says is
/// there, proved by the journal's digests. Where the writer is not heard of for a while, every
/// reader gets `ExportLost`. Thread-safe.
public final class FollowedArchive implements ArchiveSource {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Spool spool;
  private final Thread follower;
  private final Map<Integer, ArchiveWriter.Estimate> estimates;

  private FollowedArchive(
      Spool spool, Thread follower, Map<Integer, ArchiveWriter.Estimate> estimates) {
    this.spool = spool;
    this.follower = follower;
    this.estimates = estimates;
  }

  /// How long to wait.
  ///
  /// @param beginning for the first sign of an export
  /// @param silence for another sign of an export that has begun
  public record Patience(Duration beginning, Duration silence) {
    /// A writer gives a sign every second.
    public static final Patience USUAL =
        new Patience(Duration.ofMinutes(10), Duration.ofSeconds(30));
  }

  /// Opens an archive that is there, or follows the one that is being written; waits for either.
  ///
  /// @param folder where the archive is, or is to be
  public static ArchiveSource follow(Path folder, Patience patience) {
    Path target = folder.toAbsolutePath().normalize();
    JournalSearch search = new JournalSearch(target, patience.silence());
    long giveUp = System.nanoTime() + patience.beginning().toNanos();
    while (System.nanoTime() < giveUp) {
      if (Files.exists(target.resolve(ArchiveNames.MANIFEST))) {
        return ArchiveFolder.open(target);
      }
      Optional<JournalTail> tail = search.live(Instant.now()).flatMap(FollowedArchive::open);
      if (tail.isPresent()) {
        return following(target, tail.get(), patience.silence());
      }
      Following.sleep(PAUSE);
    }
    throw Following.lost(
        "no export began to write '%s' within %d s"
            .formatted(target, patience.beginning().toSeconds()));
  }

  private static Optional<JournalTail> open(Path journal) {
    try {
      return Optional.of(JournalTail.open(journal));
    } catch (IOException gone) {
      // Its writer has just come to its end, and the next look finds out which.
      return Optional.empty();
    }
  }

  /// Follows what a journal tells, which is closed with the archive.
  static FollowedArchive following(Path target, JournalTail tail, Duration silence) {
    try {
      Following following = Following.begin(target, tail, silence);
      Thread thread = Thread.ofVirtual().name("archive-follower").start(following);
      return new FollowedArchive(following.spool(), thread, following.estimates());
    } catch (RuntimeException | Error failure) {
      tail.close();
      throw failure;
    }
  }

  @Override
  public TableOfContents contents() {
    return spool.contents();
  }

  /// What the source's catalog said of a table's rows; nothing before [#contents] has returned.
  public Optional<ArchiveWriter.Estimate> estimate(TocEntry.TableData entry) {
    return Optional.ofNullable(estimates.get(entry.header().dumpId()));
  }

  @Override
  public Optional<Manifest> manifest() {
    return spool.manifest();
  }

  @Override
  public void awaitWhole() {
    spool.awaitWhole();
  }

  @Override
  public TableRows open(TocEntry.TableData entry) {
    return spool.open(entry);
  }

  @Override
  public Iterable<LargeObject> largeObjects(TocEntry.LargeObjects entry) {
    return spool.largeObjects(entry);
  }

  @Override
  public void close() {
    follower.interrupt();
    spool.fail(new SyncException(Reason.Cancelled, "the archive is no longer read", ""));
    spool.close();
  }
}
