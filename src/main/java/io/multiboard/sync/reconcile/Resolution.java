package io.multiboard.sync.reconcile;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.manifest.ArchiveSpec;
import io.multiboard.sync.manifest.ConnectionSpec.Environment;
import io.multiboard.sync.manifest.DatabaseConnection;
import io.multiboard.sync.manifest.DatabaseSync;
import io.multiboard.sync.manifest.ExportSpec;
import io.multiboard.sync.manifest.ImportSpec;
import io.multiboard.sync.manifest.Resolved;
import io.multiboard.sync.manifest.Resolved.Endpoint;
import io.multiboard.sync.manifest.RunSpec;
import io.multiboard.sync.manifest.RunSpec.Operation;
import io.multiboard.sync.manifest.SyncSpec;
import io.multiboard.sync.manifest.SyncStatus;
import io.multiboard.sync.manifest.VerifySpec;
import io.multiboard.sync.manifest.WorkerSpec;
import io.multiboard.sync.order.ArchivePlace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Works out once, when a run starts, all that it needs to know. Pure.
record Resolution(RunObservation seen) {
  private static final int CHECK_RETRIES = 2;
  private static final Duration LONGEST_CHECK = Duration.ofMinutes(5);
  private static final Pattern RUN_OF_SYNC = Pattern.compile("(.+)-[0-9a-f]{10}");

  /// @throws SyncException where something that it names is not there or not allowed
  Resolved resolve() {
    RunSpec spec = seen.run().getSpec();
    return spec.operation() == Operation.Check ? check(spec) : ofSync(spec, sync(spec));
  }

  private DatabaseSync sync(RunSpec spec) {
    return seen.sync()
        .orElseThrow(() ->
            new SyncException(
                Reason.SyncNotFound,
                "there is no DatabaseSync \"" + spec.syncName() + "\"",
                "Create it, or correct syncName; then create another run."));
  }

  private Resolved check(RunSpec spec) {
    Endpoint endpoint = endpoint(spec.connectionName());
    return new Resolved(
        null,
        null,
        false,
        endpoint,
        null,
        false,
        List.of(),
        ExportSpec.DEFAULTS,
        ImportSpec.DEFAULTS,
        VerifySpec.DEFAULTS,
        null,
        null,
        ArchiveSpec.Retention.DEFAULTS,
        WorkerSpec.DEFAULTS,
        CHECK_RETRIES,
        RunReport.text(seen.now().plus(LONGEST_CHECK)));
  }

  private Resolved ofSync(RunSpec run, DatabaseSync sync) {
    SyncSpec spec = sync.getSpec();
    guardWayBack(run, sync);
    Optional<Endpoint> source = needsSource(run) ? source(run, spec) : Optional.empty();
    Optional<Endpoint> target = needsTarget(run) ? target(run, spec) : Optional.empty();
    return new Resolved(
        sync.getMetadata().getGeneration(),
        seen.annotation(Marks.TRIGGER).orElse(null),
        sync.getStatus() == null || sync.getStatus().lastRun() == null,
        source.orElse(null),
        target.orElse(null),
        spec.target() != null && spec.target().physicalCopy(),
        target.isPresent() ? production(source, target.get()) : List.of(),
        spec.export(),
        spec.load(),
        spec.verify(),
        claim(spec.archive()),
        path(run, spec, source.isPresent()),
        spec.archive().retention(),
        spec.worker(),
        spec.backoffLimit(),
        deadline(spec).map(RunReport::text).orElse(null));
  }

  /// A target keeps one former database, the one that the latest run left.
  private static void guardWayBack(RunSpec run, DatabaseSync sync) {
    Optional<String> latest =
        Optional.ofNullable(sync.getStatus()).stream()
            .flatMap(status -> status.history().stream())
            .filter(SyncStatus.RunSummary::succeeded)
            .map(SyncStatus.RunSummary::name)
            .findFirst();
    boolean another = latest.filter(name -> !name.equals(run.rollbackOf())).isPresent();
    if (run.rollbackOf() != null && another) {
      throw new SyncException(
          Reason.NoFormerDatabase,
          "the former database that is kept is not that of the run \"%s\", but that of \"%s\""
              .formatted(run.rollbackOf(), latest.orElseThrow()),
          "Name that one in rollbackOf, or none; then create another run.");
    }
  }

  private static boolean needsSource(RunSpec run) {
    return switch (run.operation()) {
      case Sync, Export, Plan -> true;
      case Import, Rollback, Check -> false;
    };
  }

  private static boolean needsTarget(RunSpec run) {
    return switch (run.operation()) {
      case Sync, Import, Plan, Rollback -> true;
      case Export, Check -> false;
    };
  }

  private Optional<Endpoint> source(RunSpec run, SyncSpec spec) {
    if (spec.source() == null && run.operation() == Operation.Export) {
      throw missing("source", run);
    }
    return Optional.ofNullable(spec.source()).map(each -> endpoint(each.connectionName()));
  }

  private Optional<Endpoint> target(RunSpec run, SyncSpec spec) {
    boolean mayLack = run.operation() == Operation.Sync || run.operation() == Operation.Plan;
    if (spec.target() == null && !mayLack) {
      throw missing("target", run);
    }
    Optional<Endpoint> target =
        Optional.ofNullable(spec.target()).map(each -> endpoint(each.connectionName()));
    if (run.operation() != Operation.Plan) {
      target.ifPresent(Resolution::guard);
    }
    return target;
  }

  private static SyncException missing(String side, RunSpec run) {
    return new SyncException(
        Reason.InvalidConfiguration,
        "the sync \"%s\" has no %s, which %s needs"
            .formatted(run.syncName(), side, run.operation()),
        "Add it to the sync, or choose another operation; then create another run.");
  }

  /// Protection rule 1.
  private static void guard(Endpoint target) {
    String name = "the connection \"" + target.connectionName() + "\"";
    if (target.spec().environment() == Environment.Production) {
      throw new SyncException(
          Reason.TargetIsProduction,
          name + " is a Production database, which is never overwritten (protection rule 1)",
          "Name another target.");
    }
    if (!target.spec().allowOverwrite()) {
      throw new SyncException(
          Reason.OverwriteNotAllowed,
          name + " does not allow that it is overwritten (protection rule 1)",
          "Set allowOverwrite: true on it, if it may be; then create another run.");
    }
  }

  private Endpoint endpoint(@Nullable String name) {
    ResourceName full = new ResourceName(seen.name().namespace(), String.valueOf(name));
    return seen.connection(full)
        .map(Resolution::endpoint)
        .orElseThrow(() ->
            new SyncException(
                Reason.ConnectionNotFound,
                "there is no DatabaseConnection \"" + name + "\" in the namespace",
                "Create it, or correct its name; then create another run."));
  }

  private static Endpoint endpoint(DatabaseConnection connection) {
    return new Endpoint(
        connection.getMetadata().getNamespace(),
        connection.getMetadata().getName(),
        connection.getSpec());
  }

  private List<Endpoint> production(Optional<Endpoint> source, Endpoint target) {
    List<Endpoint> all =
        seen.connections().stream()
            .filter(each -> each.getSpec().environment() == Environment.Production)
            .map(Resolution::endpoint)
            .filter(each -> !each.equals(target) && source.filter(each::equals).isEmpty())
            .toList();
    if (all.size() > Resolved.MOST_PRODUCTION) {
      throw new SyncException(
          Reason.InvalidConfiguration,
          "there are %d Production connections in the namespaces that are served, and a run keeps its target clear of at most %d (protection rule 3)"
              .formatted(all.size(), Resolved.MOST_PRODUCTION),
          "Remove those that name the same database, or serve fewer namespaces by one operator.");
    }
    return all;
  }

  private String claim(ArchiveSpec archive) {
    return archive.volume() == null ? seen.options().claimName() : archive.volume().claimName();
  }

  private String path(RunSpec run, SyncSpec spec, boolean writes) {
    String sync = String.valueOf(run.syncName());
    String namespace = seen.name().namespace();
    if (writes) {
      // The run's own name may be a former run's, too, whose archive must not pass for its own.
      return ArchivePlace.syncFolder(namespace, sync) + "/" + seen.runId().runName(sync);
    }
    String archive = run.archiveName() == null ? spec.archive().from() : run.archiveName();
    if (archive == null && run.operation() != Operation.Rollback) {
      throw new SyncException(
          Reason.ArchiveNotFound,
          "nothing says which archive is loaded",
          "Give archiveName on the run, or archive.from on the sync.");
    }
    String name = archive == null ? seen.name().name() : archive;
    Matcher ofSync = RUN_OF_SYNC.matcher(name);
    String maker = archive != null && ofSync.matches() ? ofSync.group(1) : sync;
    return ArchivePlace.syncFolder(namespace, maker) + "/" + name;
  }

  private Optional<Instant> deadline(SyncSpec spec) {
    return Optional.ofNullable(spec.activeDeadlineSeconds()).map(seen.now()::plusSeconds);
  }
}
