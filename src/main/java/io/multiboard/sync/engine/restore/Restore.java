package io.multiboard.sync.engine.restore;

import io.multiboard.sync.engine.copy.Crew;
import io.multiboard.sync.engine.toc.EntryHeader;
import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.SyncEvent;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.QualifiedName;
import io.multiboard.sync.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Makes a table of contents and its rows into the contents of an empty database: definitions one
/// after the other, then rows, indexes, constraints and statistics by several sessions as soon as
/// each is possible, then privileges, then what must see everything else. Source of the order:
/// archive.md 2.6.
public final class Restore {
  private final EventSink events;
  private final RestoreSettings settings;
  private final RestoreData data;
  private final ConcurrentLinkedQueue<LoadedTable> loaded = new ConcurrentLinkedQueue<>();

  /// For one run.
  public Restore(EventSink events, RestoreSettings settings, RestoreData data) {
    this.events = events;
    this.settings = settings;
    this.data = data;
  }

  /// Fills a database by several sessions. An interrupt, or the first failure, ends them all.
  ///
  /// @return the tables that were loaded
  public List<LoadedTable> run(Connector database, TableOfContents contents) {
    RestorePlan plan = plan(contents);
    try (Crew crew = new Crew("restore")) {
      List<RestoreSession> sessions = new ArrayList<>();
      for (int job = 0; job < settings.jobs(); job++) {
        sessions.add(new RestoreSession(crew.open(database), settings, false));
      }
      RestoreSession first = sessions.getFirst();
      inCrew(crew, () -> first.runAll(plan.definitions()));
      inParallel(crew, sessions, plan.works());
      inCrew(crew, () -> first.runAll(plan.privileges()));
      inParallel(crew, sessions, plan.refreshes());
      inCrew(crew, () -> first.runAll(plan.last()));
    }
    return List.copyOf(loaded);
  }

  /// Fills a database by one session in the transaction that it is in.
  ///
  /// @return the tables that were loaded
  public List<LoadedTable> runWithin(Session session, TableOfContents contents) {
    RestorePlan plan = plan(contents);
    RestoreSession only = new RestoreSession(session, settings, true);
    try (Crew crew = new Crew("restore")) {
      crew.guard(session);
      inCrew(crew, () -> only.runAll(plan.definitions()));
      inParallel(crew, List.of(only), plan.works());
      inCrew(crew, () -> only.runAll(plan.privileges()));
      inParallel(crew, List.of(only), plan.refreshes());
      inCrew(crew, () -> only.runAll(plan.last()));
      inCrew(crew, () -> only.actAs(""));
    }
    return List.copyOf(loaded);
  }

  private RestorePlan plan(TableOfContents contents) {
    RestorePlan plan = RestorePlan.of(contents, settings, data::estimatedBytes);
    long builds = plan.works().stream().filter(Work::builds).mapToLong(Work::cost).sum();
    events.accept(new SyncEvent.BuildsPlanned(Stage.Import, builds));
    return plan;
  }

  private static void inCrew(Crew crew, Crew.Work work) {
    crew.fork(work);
    crew.join();
  }

  private void inParallel(Crew crew, List<RestoreSession> sessions, List<Work> works) {
    WorkBoard board = new WorkBoard(works);
    for (RestoreSession session : sessions) {
      crew.fork(() -> workOff(board, session));
    }
    crew.join();
  }

  private void workOff(WorkBoard board, RestoreSession session) throws InterruptedException {
    for (Optional<Work> next = board.take(); next.isPresent(); next = board.take()) {
      perform(next.get().job(), session, board);
      board.done(next.get());
      if (next.get().builds()) {
        events.accept(new SyncEvent.Built(Stage.Import, next.get().cost()));
      }
    }
  }

  private void perform(Work.Job job, RestoreSession session, WorkBoard board) {
    switch (job) {
      case Work.Job.Run(TocEntry.Statement entry) -> run(entry, session, board.idle());
      case Work.Job.Load(TocEntry.TableData entry, boolean fresh, boolean ownRows) ->
          loaded.add(new TableLoad(events, data).load(session, entry, fresh, ownRows));
      case Work.Job.Fill(TocEntry.LargeObjects entry) -> LargeObjectLoad.fill(session, entry, data);
      case Work.Job.Analyze(QualifiedName table) -> {
        session.actAsOwner();
        session.session().execute("ANALYZE " + table.sql());
      }
    }
  }

  /// @param idle sessions without work, in whose place the server may use processes of its own
  private void run(TocEntry.Statement entry, RestoreSession session, int idle) {
    EntryHeader header = entry.header();
    boolean slow =
        switch (header.kind()) {
          case INDEX, CONSTRAINT, FK_CONSTRAINT, CHECK_CONSTRAINT, MATERIALIZED_VIEW_DATA -> true;
          default -> false;
        };
    String kind = header.kind().text();
    if (slow) {
      session.allowHelpers(idle);
      events.accept(new SyncEvent.ObjectStarted(Stage.Import, kind, header.displayName()));
    }
    session.run(entry);
    if (slow) {
      events.accept(new SyncEvent.ObjectFinished(Stage.Import, kind, header.displayName()));
    }
  }
}
