package io.multiboard.sync.worker;

import io.multiboard.sync.engine.archive.Leftovers;
import io.multiboard.sync.order.ArchivePlace;
import io.multiboard.sync.order.Retention;
import io.multiboard.sync.storage.ArchiveShelf;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Carries out the retention of a sync's archives.
final class Archives {
  /// The file that only a finished archive has.
  static final String MARK = "manifest.json";

  /// For so long a run that left no archive can be looked into.
  private static final Duration BARREN_STAYS = Duration.ofDays(7);

  private Archives() {}

  /// Removes what is over the limits, and what dead exports and failed runs have left.
  ///
  /// @return the names of the runs whose archives were removed
  static List<String> keep(ArchivePlace place, Retention retention, Instant now) {
    ArchiveShelf shelf =
        new ArchiveShelf(Path.of(place.root(), place.syncFolder()), ArchivePlace.ARCHIVE, MARK);
    shelf.tidy();
    shelf.runs().forEach(Leftovers::remove);
    List<String> removed = new ArrayList<>();
    for (ArchiveShelf.Shelved archive : RetentionRule.over(retention, shelf.archives(), now)) {
      shelf.remove(archive.run());
      removed.add(archive.run());
    }
    shelf.barrenSince(now.minus(BARREN_STAYS)).forEach(shelf::remove);
    return removed;
  }
}
