package io.multiboard.sync.engine;

import io.multiboard.sync.engine.archive.Manifest;
import io.multiboard.sync.engine.preflight.Preflight;
import io.multiboard.sync.engine.preflight.Protection;
import io.multiboard.sync.engine.preflight.Refusal;
import io.multiboard.sync.engine.preflight.ServerSupply;
import io.multiboard.sync.engine.preflight.TargetView;
import io.multiboard.sync.engine.restore.RestoreData;
import io.multiboard.sync.engine.target.Finding;
import io.multiboard.sync.engine.target.OurDatabases;
import io.multiboard.sync.engine.target.RunNames;
import io.multiboard.sync.engine.target.TargetDatabase;
import io.multiboard.sync.engine.target.TargetLock;
import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.SyncEvent;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Makes a target a copy of what an archive, or a spool that is still growing, holds. Either the
/// whole of it becomes visible at once, verified, or the target stays as it was. Thread-safe; an
/// interrupt of the thread that runs cancels.
public final class Import {
  private final EventSink events;
  private final UnaryOperator<RestoreData> between;

  public Import(EventSink events) {
    this(events, UnaryOperator.identity());
  }

  /// @param between stands between the archive and the loading sessions, to see what the
  ///   verification notices
  Import(EventSink events, UnaryOperator<RestoreData> between) {
    this.events = events;
    this.between = between;
  }

  /// Runs to the end, or fails with the target as it was.
  public ImportReport run(ImportRequest request) {
    RunNames names = new RunNames(request.target().address().database(), request.runId());
    try (TargetLock lock = TargetLock.take(request.target(), names)) {
      Optional<ImportReport> before = before(request, lock);
      if (before.isPresent()) {
        return before.get();
      }
      Prepared prepared = prepare(request, lock);
      return switch (request.options().strategy()) {
        case Swap -> new SwapImport(events, request, names, lock, prepared).run();
        case InPlace -> new InPlaceImport(events, request, lock, prepared).run();
        case DataOnly ->
            throw new SyncException(
                Reason.UnsupportedStrategy, "--strategy data-only comes in a later release", "");
      };
    }
  }

  /// What another attempt of the run has brought to its end, whether or not it heard of that.
  private static Optional<ImportReport> before(ImportRequest request, TargetLock lock) {
    String name = request.target().address().database();
    return TargetDatabase.read(lock.session(), name)
        .filter(target -> request.memory().isIn(target.comment()))
        .map(_ ->
            new ImportReport(
                name,
                List.of(),
                ImportVerification.isAsked(request.options()),
                new OurDatabases(lock.session(), name)
                    .formers().stream().filter(request.memory()::isOfItsRun).findFirst(),
                List.of()));
  }

  private Prepared prepare(ImportRequest request, TargetLock lock) {
    events.accept(new SyncEvent.StageStarted(Stage.Preflight));
    Preflight preflight = new Preflight(request.target(), request.options(), request.guard());
    TargetView view = preflight.look(lock.session());
    Refusal.unlessAllowed(view.findings());
    TableOfContents contents = request.archive().contents();
    List<Finding> findings = preflight.compare(lock.session(), view, contents, origin(request));
    Refusal.unlessAllowed(findings);
    view.findings().forEach(this::tell);
    findings.forEach(this::tell);
    events.accept(new SyncEvent.StageFinished(Stage.Preflight));
    RestoreData data = between.apply(new ArchiveData(request.archive(), request.estimatedBytes()));
    return new Prepared(view, contents, data, ServerSupply.read(lock.session()));
  }

  static Optional<Protection.Origin> origin(ImportRequest request) {
    return request
        .archive()
        .manifest()
        .map(Manifest::source)
        .filter(source -> source.systemIdentifier().matches("-?[0-9]{1,19}"))
        .map(source ->
            new Protection.Origin(Long.parseLong(source.systemIdentifier()), source.databaseOid()));
  }

  private void tell(Finding finding) {
    Optional<String> remedy = Optional.of(finding.remedy()).filter(text -> !text.isEmpty());
    events.accept(new SyncEvent.Noticed(finding.rule(), finding.message(), remedy));
  }
}
