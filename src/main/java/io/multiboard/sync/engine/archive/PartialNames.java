package io.multiboard.sync.engine.archive;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// The names of growing archives and of their lock files: `<name>.partial-<run>`, and `.lock`
/// behind it.
final class PartialNames {
  private static final String PARTIAL = ".partial-";
  private static final String LOCK = ".lock";
  private static final String JOURNAL = ".journal";
  private static final String RUN_ID = "[A-Za-z0-9_-]{1,64}";
  private static final Pattern LOCK_NAME =
      Pattern.compile("(?s).+" + Pattern.quote(PARTIAL) + RUN_ID + Pattern.quote(LOCK));
  private static final Pattern JOURNAL_NAME =
      Pattern.compile("(?s).+" + Pattern.quote(PARTIAL) + RUN_ID + Pattern.quote(JOURNAL));

  private PartialNames() {}

  /// The folder of an archive of this name while a run writes it.
  static Path folder(Path parent, String name, String runId) {
    if (!runId.matches(RUN_ID)) {
      throw new IllegalArgumentException("not a run's id: " + runId);
    }
    return parent.resolve(name + PARTIAL + runId);
  }

  static Path lockOf(Path folder) {
    return folder.resolveSibling(folder.getFileName() + LOCK);
  }

  /// The file that tells other processes what of a growing archive is there.
  static Path journalOf(Path folder) {
    return folder.resolveSibling(folder.getFileName() + JOURNAL);
  }

  /// The folder that a journal belongs to.
  static Path followed(Path journal) {
    String name = String.valueOf(journal.getFileName());
    return journal.resolveSibling(name.substring(0, name.length() - JOURNAL.length()));
  }

  /// Whether a file is the journal of an archive of this name.
  static boolean isJournalOf(Path file, String name) {
    String own = String.valueOf(file.getFileName());
    return own.startsWith(name + PARTIAL) && own.endsWith(JOURNAL);
  }

  /// The folder that a lock file belongs to.
  static Path folderOf(Path lock) {
    String name = String.valueOf(lock.getFileName());
    return lock.resolveSibling(name.substring(0, name.length() - LOCK.length()));
  }

  static boolean isJournal(Path file) {
    return JOURNAL_NAME.matcher(String.valueOf(file.getFileName())).matches();
  }

  static boolean isLock(Path file) {
    return LOCK_NAME.matcher(String.valueOf(file.getFileName())).matches();
  }

  /// Whether a lock file is that of an archive of this name.
  static boolean isLockOf(Path file, String name) {
    return String.valueOf(file.getFileName()).startsWith(name + PARTIAL);
  }
}
