package io.multiboard.sync.engine.restore;

import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Session;
import java.util.ArrayList;
import java.util.List;

/// Runs entries on one session, each as it must be run. Not thread-safe.
final class RestoreSession {
  /// Definitions that go to the server at once: on a distant server each answer takes its time.
  private static final int BATCH_ENTRIES = 50;

  private static final int BATCH_CHARACTERS = 64 * 1024;
  private static final int DEADLOCK_ATTEMPTS = 5;

  /// As `_doSetFixedOutputState` of pg_backup_archiver.c. A database that is not yet in use need
  /// not wait for its log at each commit: the commit that shows it to the world flushes it all. The
  /// views of the copy may be read, as for the rows of materialized views; those of a source not.
  private static final String SETTINGS =
      """
      SET check_function_bodies = false;
      SET xmloption = content;
      SET default_transaction_read_only = off;
      SET default_transaction_isolation = 'read committed';
      SET default_transaction_deferrable = off;
      SET default_tablespace = '';
      SET synchronous_commit = off;
      SELECT pg_catalog.set_config(name, '', false) FROM pg_catalog.pg_settings
       WHERE name = 'restrict_nonsystem_relation_kind';
      """;

  private final Session session;
  private final RestoreSettings settings;
  private final boolean surrounded;
  private int helpers = -1;
  private SessionState state = SessionState.FRESH;

  /// @param surrounded everything happens in a transaction that the session is in already
  RestoreSession(Session session, RestoreSettings settings, boolean surrounded) {
    this.session = session;
    this.settings = settings;
    this.surrounded = surrounded;
    session.execute(
        surrounded ? SETTINGS.replace("SET synchronous_commit = off;\n", "") : SETTINGS);
  }

  Session session() {
    return session;
  }

  boolean isSurrounded() {
    return surrounded;
  }

  /// Lets the server build indexes with so many processes besides the session's own. While other
  /// sessions work, helpers only take the processors from them: for the benchmarks' gigabyte they
  /// cost 8.7 instead of 7.4 s of processor time.
  void allowHelpers(int count) {
    if (count != helpers) {
      session.execute("SET max_parallel_maintenance_workers = " + count);
      helpers = count;
    }
  }

  /// Runs entries one after the other.
  void runAll(List<TocEntry.Statement> entries) {
    List<TocEntry.Statement> batch = new ArrayList<>();
    int characters = 0;
    for (TocEntry.Statement entry : entries) {
      batch.add(entry);
      characters += entry.definition().length();
      boolean schema = SessionState.createdSchema(entry).isPresent();
      if (schema || batch.size() == BATCH_ENTRIES || characters > BATCH_CHARACTERS) {
        runBatch(batch);
        batch.clear();
        characters = 0;
      }
      SessionState.createdSchema(entry).ifPresent(this::tell);
    }
    runBatch(batch);
  }

  private void tell(String schema) {
    actAs("");
    settings.schemas().created(session, schema);
  }

  private void runBatch(List<TocEntry.Statement> batch) {
    if (surrounded || batch.size() < 2) {
      batch.forEach(this::run);
      return;
    }
    StringBuilder sql = new StringBuilder("BEGIN;\n");
    SessionState after = state;
    for (TocEntry.Statement entry : batch) {
      SessionState.Step step = after.step(entry, settings);
      sql.append(step.sql());
      after = step.after();
    }
    try {
      session.execute(sql.append("COMMIT;\n").toString());
      state = after;
    } catch (SyncException failure) {
      findCulprit(batch, failure);
    }
  }

  /// Runs the entries of a failed batch again, one by one, so that the failure names its entry.
  private void findCulprit(List<TocEntry.Statement> batch, SyncException failure) {
    if (failure.reason() == Reason.Cancelled || failure.reason() == Reason.ConnectionLost) {
      throw failure;
    }
    session.execute("ROLLBACK");
    batch.forEach(this::run);
  }

  /// Runs one entry; one that the server chose as the victim of a deadlock is run again.
  void run(TocEntry.Statement entry) {
    SessionState.Step step = state.step(entry, settings);
    if (step.sql().isEmpty()) {
      return;
    }
    try {
      execute(step.sql(), DEADLOCK_ATTEMPTS);
      state = step.after();
    } catch (SyncException failure) {
      throw RestoreFailure.at(entry.header(), failure);
    }
  }

  private void execute(String sql, int attempts) {
    try {
      session.execute(sql);
    } catch (SyncException failure) {
      if (failure.reason() != Reason.Deadlock || surrounded || attempts == 1) {
        throw failure;
      }
      execute(sql, attempts - 1);
    }
  }

  /// Makes the session act as a role; empty text: that of the login.
  void actAs(String role) {
    SessionState next = state.as(role);
    String change = state.change(next);
    if (!change.isEmpty()) {
      session.execute(change);
      state = next;
    }
  }

  /// Makes the session act as the role that owns what it restores, or as that of the login where
  /// there are several owners.
  void actAsOwner() {
    actAs(settings.owner() instanceof ObjectOwner.Role role ? role.name() : "");
  }

  /// Makes the session act as the role that makes this entry's object.
  void actFor(TocEntry entry) {
    actAs(SessionState.roleFor(entry.header(), settings.owner()));
  }
}
