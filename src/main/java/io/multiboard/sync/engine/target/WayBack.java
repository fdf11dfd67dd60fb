package io.multiboard.sync.engine.target;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import java.time.Duration;
import java.util.Optional;

/// Puts the former database back in its place; what was there becomes the former one, so that going
/// back can be taken back.
public final class WayBack {
  private final Connector server;
  private final TargetLock lock;
  private final RunNames names;

  /// @param server any database of the target's server but the target itself
  /// @param names of this run, by whose id the replaced database will be known
  public WayBack(Connector server, TargetLock lock, RunNames names) {
    this.server = server;
    this.lock = lock;
    this.names = names;
  }

  /// The former database that would be put back; refuses where there is none.
  public FormerDatabase former() {
    return new OurDatabases(lock.session(), names.target())
        .formers().stream()
            .findFirst()
            .orElseThrow(() ->
                new SyncException(
                    Reason.NoFormerDatabase,
                    "there is no former database of \"" + names.target() + "\" to go back to",
                    "former databases are kept for as long as --keep-previous says, and until the next swap"));
  }

  /// Does it, or leaves everything as it was.
  ///
  /// @param keep how long the replaced database stays
  /// @return the replaced database; empty when the name was free
  public Optional<FormerDatabase> run(FormerDatabase former, Duration keep) {
    TargetDatabase back =
        TargetDatabase.read(lock.session(), former.name())
            .orElseThrow(() ->
                new SyncException(
                    Reason.NoFormerDatabase,
                    "the former database \"" + former.name() + "\" is gone",
                    ""));
    Optional<TargetDatabase> now = TargetDatabase.read(lock.session(), names.target());
    return new Exchange(server, lock, names)
        .run(
            back,
            now,
            keep,
            (session, replaced) ->
                DatabaseMark.set(session, back.name(), back.comment().withoutFormer()));
  }
}
