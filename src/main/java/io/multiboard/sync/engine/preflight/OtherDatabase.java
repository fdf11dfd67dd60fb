package io.multiboard.sync.engine.preflight;

import io.multiboard.sync.engine.target.Finding;
import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.failure.Reason;
import java.util.Optional;

/// A database that the target must not be: the source, or one with production data.
///
/// @param name as the user knows it
/// @param reason what a target is refused for that is this database
public record OtherDatabase(String name, Reason reason) {
  static final String RULE = "protection rule 3 (the target is neither source nor production)";

  /// Compares a target with this database. A server cannot have two start times, so a target whose
  /// server was started at another time than this database's server is on another server, as long
  /// as that one was not restarted in between.
  ///
  /// @param before this database's identity before the target's was read
  /// @param after this database's identity after the target's was read
  /// @param physicalCopy the user says that the target's server is a physical copy of this one's
  Verdict compare(Identity before, Identity target, Identity after, boolean physicalCopy) {
    if (before.system() != target.system()) {
      return Verdict.OTHER;
    }
    if (!before.started().equals(after.started())) {
      return Verdict.RESTARTED;
    }
    if (before.started().equals(target.started())) {
      return before.isSameDatabase(target) ? Verdict.SAME : Verdict.OTHER;
    }
    return physicalCopy ? Verdict.OTHER : Verdict.COPY;
  }

  /// Compares a target with what was read of this database before. A target whose server has been
  /// up since before that reading is another server than one that had another start time then.
  Verdict compare(Guard.Place before, Identity target, boolean physicalCopy) {
    Identity then = new Identity(before.system(), Optional.of(before.database()), before.started());
    if (before.system() == target.system() && !target.started().isBefore(before.read())) {
      return Verdict.RESTARTED;
    }
    return compare(then, target, then, physicalCopy);
  }

  /// How a target and this database stand to each other.
  enum Verdict {
    /// Two databases.
    OTHER,
    /// One and the same database.
    SAME,
    /// On a server whose data is a physical copy of the other's.
    COPY,
    /// This database's server was started anew meanwhile, which proves nothing.
    RESTARTED
  }

  /// What a verdict means for the run.
  Optional<Finding> finding(Verdict verdict, String target) {
    return switch (verdict) {
      case OTHER -> Optional.empty();
      case SAME ->
          Optional.of(
              Finding.forbids(
                  RULE,
                  reason,
                  "the target \"%s\" is the same database as %s".formatted(target, name),
                  "name another target"));
      case COPY ->
          Optional.of(
              Finding.forbids(
                  RULE,
                  Reason.PhysicalCopy,
                  "the target's server has the system identifier of the server of %s: it is a physical copy or a standby of it, or the server itself after a restart"
                      .formatted(name),
                  "make sure that it is a copy of its own, then say --physical-copy"));
      case RESTARTED ->
          Optional.of(
              Finding.forbids(
                  RULE,
                  Reason.ServerShutDown,
                  "the server of %s was restarted while it was looked at".formatted(name),
                  "run again"));
    };
  }
}
