package io.multiboard.sync.engine.archive;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.util.Objects;

/// The refusals of archives that cannot be read.
final class Refusal {
  private static final String DUMP_AGAIN =
      "Nothing was changed. Make the archive again, or copy it again from where it is whole.";

  private Refusal() {}

  /// The archive is not what was written, or never was one.
  ///
  /// @param file the file of the archive that shows it
  static SyncException corrupt(String file, String what) {
    return new SyncException(Reason.ArchiveCorrupt, message(file, what), DUMP_AGAIN);
  }

  /// Its data cannot be decoded.
  static SyncException corrupt(String file, IOException cause) {
    return corrupt(file, Objects.requireNonNullElse(cause.getMessage(), "is damaged"), cause);
  }

  /// As above, keeping the cause for the log.
  static SyncException corrupt(String file, String what, Throwable cause) {
    return new SyncException(Reason.ArchiveCorrupt, message(file, what), DUMP_AGAIN, cause);
  }

  /// The archive may be whole, but is of a kind that is not read here.
  static SyncException unsupported(String file, String what, String remedy) {
    return new SyncException(Reason.ArchiveUnsupported, message(file, what), remedy);
  }

  private static String message(String file, String what) {
    return "the archive cannot be used: '" + file + "' " + what;
  }
}
