package io.multiboard.sync.engine.restore;

import io.multiboard.sync.engine.copy.Crew;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.SyncEvent;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.QualifiedName;
import io.multiboard.sync.postgres.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/// Counts the rows of loaded tables and compares them with what the source counted in its snapshot.
/// What COPY reported is not asked.
public final class CountVerification {
  private static final int MOST_NAMED = 20;

  private final EventSink events;

  public CountVerification(EventSink events) {
    this.events = events;
  }

  /// A table and how many rows it has to have.
  ///
  /// @param only whether rows of its partitions and children are somebody else's
  /// @param fresh whether all of its rows come from the archive
  private record Claim(QualifiedName table, boolean only, boolean fresh, long expected) {
    String sql(String condition) {
      return "SELECT count(*) FROM " + (only ? "ONLY " : "") + table.sql() + " " + condition;
    }
  }

  /// A table that was counted.
  public record Counted(QualifiedName table, long expected, long rows) {
    boolean differs() {
      return expected != rows;
    }

    String display() {
      return "%s has %d rows and should have %d".formatted(table.display(), rows, expected);
    }
  }

  /// Counts by several sessions at a time and refuses a copy in which any count differs.
  public List<Counted> verify(Connector database, List<LoadedTable> loaded, int jobs) {
    ConcurrentLinkedQueue<Claim> left = new ConcurrentLinkedQueue<>(claims(loaded));
    ConcurrentLinkedQueue<Counted> counted = new ConcurrentLinkedQueue<>();
    try (Crew crew = new Crew("verify")) {
      for (int job = 0; job < jobs; job++) {
        crew.fork(() -> work(crew.open(database), left, counted));
      }
      crew.join();
    }
    return judged(List.copyOf(counted));
  }

  /// The same by one session, in the transaction that it is in.
  public List<Counted> verifyWithin(Session session, List<LoadedTable> loaded) {
    ConcurrentLinkedQueue<Counted> counted = new ConcurrentLinkedQueue<>();
    try (Crew crew = new Crew("verify")) {
      crew.guard(session);
      crew.fork(() -> work(session, new ConcurrentLinkedQueue<>(claims(loaded)), counted));
      crew.join();
    }
    return judged(List.copyOf(counted));
  }

  private void work(
      Session session, ConcurrentLinkedQueue<Claim> left, ConcurrentLinkedQueue<Counted> counted) {
    for (Optional<Claim> claim = next(left); claim.isPresent(); claim = next(left)) {
      counted.add(count(session, claim.get()));
    }
  }

  private static Optional<Claim> next(ConcurrentLinkedQueue<Claim> left) {
    if (Thread.currentThread().isInterrupted()) {
      throw new SyncException(Reason.Cancelled, "the verification was cancelled", "");
    }
    return Optional.ofNullable(left.poll());
  }

  private Counted count(Session session, Claim claim) {
    String name = claim.table().display();
    events.accept(new SyncEvent.TableStarted(Stage.Verify, name, claim.expected(), 0));
    String condition = claim.fresh() ? "" : extensionCondition(session, claim.table());
    long rows = session.queryOne(claim.sql(condition), row -> row.getLong(1));
    events.accept(new SyncEvent.TableFinished(Stage.Verify, name, rows, 0));
    return new Counted(claim.table(), claim.expected(), rows);
  }

  /// Of an extension's table an archive has the user's rows alone: those that the extension's own
  /// condition chooses.
  private static String extensionCondition(Session session, QualifiedName table) {
    return session
        .queryFirst(
            """
            SELECT e.extcondition[pg_catalog.array_position(e.extconfig, c.oid)]
              FROM pg_catalog.pg_class c
                   JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                   JOIN pg_catalog.pg_extension e ON c.oid = ANY (e.extconfig)
             WHERE n.nspname = ? AND c.relname = ?
            """,
            row -> row.getString(1),
            table.schema(),
            table.name())
        .orElse("");
  }

  /// Rows that found their partitions by themselves may lie in others than in the source: their sum
  /// counts. The largest table comes first.
  private static List<Claim> claims(List<LoadedTable> loaded) {
    Map<QualifiedName, Claim> byRoot = new LinkedHashMap<>();
    List<Claim> claims = new ArrayList<>();
    for (LoadedTable table : loaded) {
      if (table.entry().partitionRoot().isPresent()) {
        byRoot.merge(
            table.table(),
            new Claim(table.table(), false, table.fresh(), known(table)),
            (one, other) ->
                new Claim(one.table(), false, one.fresh(), one.expected() + other.expected()));
      } else {
        claims.add(new Claim(table.table(), true, table.fresh(), known(table)));
      }
    }
    claims.addAll(byRoot.values());
    claims.sort(Comparator.comparingLong(Claim::expected).reversed());
    return claims;
  }

  private static long known(LoadedTable table) {
    if (table.expected() == RestoreData.UNKNOWN) {
      throw new SyncException(
          Reason.VerificationFailed,
          "nobody counted the rows of \"" + table.table().display() + "\" in the source",
          "");
    }
    return table.expected();
  }

  private static List<Counted> judged(List<Counted> counted) {
    List<Counted> wrong = counted.stream().filter(Counted::differs).toList();
    if (wrong.isEmpty()) {
      return counted;
    }
    String named =
        wrong.stream().limit(MOST_NAMED).map(Counted::display).collect(Collectors.joining("; "));
    throw new SyncException(
        Reason.VerificationFailed,
        "the copy differs from the source in %d of %d tables: %s"
            .formatted(wrong.size(), counted.size(), named),
        "the target was left as it was; run again, and if it happens again, report it");
  }
}
