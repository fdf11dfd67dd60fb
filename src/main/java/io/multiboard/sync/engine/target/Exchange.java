package io.multiboard.sync.engine.target;

import static io.multiboard.sync.postgres.Identifier.quote;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Puts one database in the place of another, or of none, by two renames in one transaction of the
/// session that holds the target's lock, while a second session sends away whoever is connected. A
/// commit whose answer is lost is settled by looking which name the new database has.
final class Exchange {
  /// The server itself waits up to 5 s in each for the sessions to go.
  private static final int ATTEMPTS = 3;

  private static final String GUARDS =
      """
      BEGIN;
      SET LOCAL lock_timeout = '10s';
      SET LOCAL idle_in_transaction_session_timeout = '60s';
      SET LOCAL synchronous_commit = on;
      """;

  private final Connector server;
  private final TargetLock lock;
  private final RunNames names;

  Exchange(Connector server, TargetLock lock, RunNames names) {
    this.server = server;
    this.lock = lock;
    this.names = names;
  }

  /// What is done to the incoming database within the transaction, while it still has its own name.
  @FunctionalInterface
  interface Dressing {
    /// @param replaced the target as it is at this moment
    void dress(Session session, Optional<TargetDatabase> replaced);
  }

  /// Does it, or leaves everything as it was. An interrupt cancels it unless the commit has begun.
  ///
  /// @param incoming the database that becomes the target
  /// @param outgoing the target that was looked at before; another one by now is refused
  /// @return the former database; empty when there was none
  Optional<FormerDatabase> run(
      TargetDatabase incoming,
      Optional<TargetDatabase> outgoing,
      Duration keep,
      Dressing dressing) {
    return Uninterrupted.run(
        () -> attempts(incoming, outgoing, keep, dressing), () -> lock.session().cancel());
  }

  private Optional<FormerDatabase> attempts(
      TargetDatabase incoming,
      Optional<TargetDatabase> outgoing,
      Duration keep,
      Dressing dressing) {
    List<Long> oids =
        Stream.concat(Stream.of(incoming), outgoing.stream()).map(TargetDatabase::oid).toList();
    for (int attempt = 1; ; attempt++) {
      try (SessionEnder ender = new SessionEnder(server, oids)) {
        return attempt(ender, () -> transaction(incoming, outgoing, keep, dressing));
      } catch (SyncException failure) {
        if (failure.reason() != Reason.TargetInUse) {
          throw failure;
        }
        if (attempt == ATTEMPTS) {
          throw inUse(oids, failure);
        }
      }
    }
  }

  private static <T> T attempt(SessionEnder ender, Supplier<T> transaction) {
    try {
      return transaction.get();
    } catch (SyncException failure) {
      ender.failure().ifPresent(failure::addSuppressed);
      throw failure;
    }
  }

  private Optional<FormerDatabase> transaction(
      TargetDatabase incoming,
      Optional<TargetDatabase> outgoing,
      Duration keep,
      Dressing dressing) {
    Session session = lock.session();
    Optional<FormerDatabase> former;
    try {
      session.execute(GUARDS);
      Optional<TargetDatabase> replaced = outgoing.map(old -> renameAway(session, old));
      former = replaced.map(old -> remember(session, old, keep));
      dressing.dress(session, replaced);
      rename(session, incoming.name(), names.target());
    } catch (SyncException failure) {
      takeBack(session, failure);
      throw failure;
    }
    commit(session, incoming);
    return former;
  }

  private TargetDatabase renameAway(Session session, TargetDatabase expected) {
    rename(session, names.target(), names.former());
    return TargetDatabase.read(session, names.former())
        .filter(now -> now.oid() == expected.oid())
        .orElseThrow(() -> changed(names.target()));
  }

  private FormerDatabase remember(Session session, TargetDatabase old, Duration keep) {
    Instant now = new OurDatabases(session, names.target()).now();
    Marks.Former mark = new Marks.Former(names.target(), names.runId(), now, now.plus(keep));
    DatabaseMark.set(session, names.former(), old.comment().withFormer(mark));
    return new FormerDatabase(names.former(), names.runId(), now, mark.until());
  }

  private static void rename(Session session, String from, String to) {
    session.execute("ALTER DATABASE %s RENAME TO %s".formatted(quote(from), quote(to)));
  }

  private static void takeBack(Session session, SyncException failure) {
    try {
      session.execute("ROLLBACK");
    } catch (SyncException lost) {
      // The server takes back what a lost session had not committed.
      failure.addSuppressed(lost);
    }
  }

  private void commit(Session session, TargetDatabase incoming) {
    try {
      session.execute("COMMIT");
    } catch (SyncException lost) {
      lock.renew();
      if (!nameOf(incoming.oid()).equals(Optional.of(names.target()))) {
        throw lost;
      }
    }
  }

  private Optional<String> nameOf(long oid) {
    return lock.session()
        .queryFirst(
            "SELECT datname FROM pg_catalog.pg_database WHERE oid = ?::pg_catalog.oid",
            row -> row.getString(1),
            oid);
  }

  private SyncException inUse(List<Long> oids, SyncException failure) {
    String who =
        DatabaseSessions.on(lock.session(), oids).stream()
            .map(DatabaseSessions.Client::display)
            .collect(Collectors.joining("; "));
    return new SyncException(
        Reason.TargetInUse,
        "\"%s\" cannot be renamed, because it is in use: %s"
            .formatted(names.target(), who.isEmpty() ? failure.getMessage() : who),
        "end these sessions, or give the importing role the right to (GRANT pg_signal_backend), and run again",
        failure);
  }

  private static SyncException changed(String target) {
    return new SyncException(
        Reason.ConcurrentSchemaChange,
        "\"" + target + "\" was replaced by another database during the run",
        "run again");
  }
}
