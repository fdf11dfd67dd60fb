package io.multiboard.sync.app;

import io.multiboard.sync.engine.Whereabouts;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.manifest.DatabaseSync;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.written.Written;
import io.multiboard.sync.order.DatabaseIdentity;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Protection;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.reconcile.OperatorOptions;
import io.multiboard.sync.reconcile.ResourceName;
import io.multiboard.sync.reconcile.Standalone;
import io.multiboard.sync.reconcile.WorkerSeen;
import io.multiboard.sync.worker.Places;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Manifests carried out in this process: the operator's planners, and workers as threads. Used by
/// one thread; an interrupt of it cancels all runs in good order.
public final class LocalRun {
  private static final Logger LOG = LoggerFactory.getLogger(LocalRun.class);

  /// What `init` prints for a password that it does not know.
  public static final String PLACEHOLDER = "CHANGE-ME";

  private static final OperatorOptions OPTIONS = new OperatorOptions("", "", "", "archives", 1);

  private final Written written = new Written();
  private final Optional<Path> archives;
  private final Path temporary;
  private final Optional<Connector> production;
  private final Audience audience;
  private boolean interrupted;

  /// @param archives the folder that keeps archives
  /// @param temporary a folder for what is removed again
  /// @param production a database that no target may be, whatever the manifests say
  public LocalRun(
      Optional<Path> archives, Path temporary, Optional<Connector> production, Audience audience) {
    this.production = production;
    this.archives = archives.map(Path::toAbsolutePath);
    this.temporary = temporary;
    this.audience = audience;
  }

  /// Adds the manifests of a text.
  ///
  /// @param name of the file, for messages
  public void read(String name, String text) {
    written.read(name, text);
  }

  /// Carries out what was read.
  ///
  /// @return how each run ended, in the order in which they were made
  /// @throws SyncException where nothing is to be done, and `Cancelled` after an interrupt
  public List<RunResult> run() {
    written.secrets().forEach(secret -> secret.refusePlaceholder(PLACEHOLDER));
    written.leftOut().forEach(each -> audience.hears("note: " + each + " is left out"));
    Show show = new Show(audience);
    try (TemporaryFolder folder = TemporaryFolder.in(temporary);
        LocalWorkers workers = workers(folder.path(), show)) {
      Standalone desk =
          new Standalone(
              Clock.systemUTC(),
              OPTIONS,
              written.connections(),
              written.syncs(),
              workers,
              audience::hears);
      desk.begin(written.runs());
      requireWork(desk);
      try {
        carryOut(desk, workers);
      } finally {
        show.end();
      }
      return results(desk, workers);
    }
  }

  private LocalWorkers workers(Path folder, Show show) {
    return new LocalWorkers(
        Clock.systemUTC(),
        new Placement(
            archives.orElseGet(() -> folder.resolve("archives")),
            () -> production.map(LocalRun::known).stream().toList()),
        new SecretFolder(folder.resolve("secrets"), written.secrets()),
        show);
  }

  /// One that cannot be read forbids what it may be.
  private static Protection.Other known(Connector production) {
    Optional<DatabaseIdentity> identity;
    try {
      identity = Whereabouts.read(production).place().map(Places::told);
    } catch (SyncException unreachable) {
      LOG.warn("the production database could not be asked: {}", unreachable.getMessage());
      identity = Optional.empty();
    }
    return new Protection.Other(
        "production-database-url", Protection.Kind.Production, identity, Optional.empty());
  }

  private void requireWork(Standalone desk) {
    for (DatabaseSync sync : written.syncs()) {
      tellWhatNeedsACluster(sync);
    }
    if (desk.runs().isEmpty()) {
      throw new SyncException(
          Reason.InvalidConfiguration,
          "there is nothing to do: no DatabaseSync that is not suspended, no DatabaseSyncRun and no DatabaseConnection",
          "Add one of them, or take suspend away.");
    }
    if (archives.isEmpty() && desk.runs().stream().anyMatch(this::needsArchives)) {
      throw new SyncException(
          Reason.InvalidUsage,
          "nothing says where the archives are",
          "Give --archives DIR, or set BACKUP_DIRECTORY to the folder that holds them.");
    }
  }

  private void tellWhatNeedsACluster(DatabaseSync sync) {
    String name = "DatabaseSync \"" + sync.getMetadata().getName() + "\"";
    if (sync.getSpec().suspend()) {
      audience.hears("note: " + name + " is suspended: it is not carried out");
    } else if (sync.getSpec().schedule() != null && written.runs().isEmpty()) {
      audience.hears(
          "note: %s has a schedule, which needs the operator in a cluster: it is carried out once, now"
              .formatted(name));
    }
  }

  /// Whether a run leaves nothing but an archive, or begins with one.
  private boolean needsArchives(DatabaseSyncRun run) {
    Optional<DatabaseSync> sync =
        written.syncs().stream()
            .filter(each -> each.getMetadata().getName().equals(run.getSpec().syncName()))
            .findFirst();
    return switch (run.getSpec().operation()) {
      case Export, Import -> true;
      case Sync ->
          sync.map(DatabaseSync::getSpec)
              .filter(spec -> spec.source() == null || spec.target() == null)
              .isPresent();
      case Plan, Rollback, Check -> false;
    };
  }

  private void carryOut(Standalone desk, LocalWorkers workers) {
    Optional<Duration> wake = desk.step();
    while (wake.isPresent()) {
      try {
        workers.await(wake.get());
      } catch (InterruptedException told) {
        interrupted = true;
        desk.cancel();
      }
      wake = desk.step();
    }
  }

  private List<RunResult> results(Standalone desk, LocalWorkers workers) {
    List<RunResult> results =
        desk.runs().stream().map(run -> RunResults.of(run, said(run, workers), archives)).toList();
    if (interrupted) {
      String all =
          String.join(
              "; ", results.stream().map(each -> each.about() + ": " + each.message()).toList());
      throw new SyncException(Reason.Cancelled, "interrupted: " + all, "");
    }
    return results;
  }

  private static List<Outcome> said(DatabaseSyncRun run, LocalWorkers workers) {
    ResourceName name =
        new ResourceName(run.getMetadata().getNamespace(), run.getMetadata().getName());
    return workers.of(name).stream().map(WorkerSeen::outcome).flatMap(Optional::stream).toList();
  }
}
