package io.multiboard.sync.reconcile;

import io.multiboard.sync.manifest.ArchiveReport;
import io.multiboard.sync.manifest.Condition.Truth;
import io.multiboard.sync.manifest.Resolved;
import io.multiboard.sync.manifest.RunProgress;
import io.multiboard.sync.manifest.RunStatus.Proof;
import io.multiboard.sync.manifest.RunStatus.TableReport;
import io.multiboard.sync.manifest.RunStatus.TargetState;
import io.multiboard.sync.manifest.RunStatus.WayBack;
import io.multiboard.sync.manifest.VerifySpec;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Progress;
import io.multiboard.sync.order.Report;
import io.multiboard.sync.order.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Puts what the workers say into a run's status. Pure.
final class Findings {
  private static final int MOST_TABLES = 8;
  private static final int MOST_REFUSALS = 8;
  private static final int ALMOST = 99;
  private static final int ALL = 100;

  private Findings() {}

  static RunReport tell(
      RunReport report, RunObservation seen, Resolved resolved, List<WorkerSeen> attempts) {
    report.attempts(Attempts.told(attempts));
    for (WorkerSeen worker : attempts) {
      worker.outcome().ifPresent(said -> tell(report, said, resolved));
    }
    progress(seen, attempts).ifPresent(report::progress);
    return report;
  }

  /// What clean-ups said after the run's end.
  static void cleanedUp(RunReport report, List<WorkerSeen> attempts) {
    report.attempts(Attempts.told(attempts));
    attempts.stream()
        .filter(worker -> worker.role() == Role.CLEANUP)
        .flatMap(worker -> worker.outcome().stream())
        .forEach(said -> report.removed(said.report().removed()));
  }

  private static void tell(RunReport report, Outcome said, Resolved resolved) {
    Report told = said.report();
    boolean done = said instanceof Outcome.Succeeded;
    switch (told.role()) {
      case EXPORT -> {
        if (done) {
          report.say("Exported", Truth.True, "Succeeded", "the archive is whole");
        }
        told.archive().ifPresent(archive -> report.archive(archive(archive, told, resolved)));
        told.archive().ifPresent(archive -> report.copied(archive.rows(), archive.contentBytes()));
        report.tables(tables(told.slowest()), tables(told.failed()));
      }
      case IMPORT -> imported(report, told, done, resolved);
      case ROLLBACK -> {
        if (done) {
          report.say("RolledBack", Truth.True, "Succeeded", "the former database is back");
          report.target(TargetState.RolledBack);
        }
      }
      case CHECK -> {
        if (done) {
          report.say("Preflighted", Truth.True, "Succeeded", "the databases can be reached");
        }
      }
      case PLAN -> told.plan().filter(_ -> done).ifPresent(plan -> planned(report, plan));
      case CLEANUP -> {}
    }
    report.removed(told.removed());
    told.wayBack()
        .ifPresent(back -> report.wayBack(new WayBack(back.database(), back.until().toString())));
  }

  /// The source's side knows how much there is to copy, the target's what forbids it.
  private static void planned(RunReport report, Report.Plan plan) {
    if (plan.freeBytes().isPresent()) {
      report.say(
          "Planned",
          Truth.True,
          "Succeeded",
          "%d tables, about %d rows, %d bytes on the source's disk"
              .formatted(plan.tables(), plan.rows(), plan.bytes()));
      return;
    }
    List<Report.Finding> blocking =
        plan.findings().stream().filter(Report.Finding::blocking).toList();
    if (blocking.isEmpty()) {
      report.say("Preflighted", Truth.True, "Succeeded", "nothing forbids the run");
    } else {
      String why =
          blocking.stream()
              .limit(MOST_REFUSALS)
              .map(each -> RunReport.sentence(each.message(), each.remedy()))
              .collect(Collectors.joining(" "));
      report.say(
          "Preflighted", Truth.False, blocking.getFirst().reason(), "it would be refused: " + why);
    }
  }

  private static void imported(RunReport report, Report told, boolean done, Resolved resolved) {
    told.verification()
        .ifPresent(proof -> {
          report.copied(proof.rows(), null);
          report.verification(
              new Proof(
                  resolved.verify().mode(),
                  (long) proof.tables(),
                  proof.rows(),
                  (long) told.failed().size()));
          boolean proved = done && resolved.verify().mode() == VerifySpec.Mode.Counts;
          if (proved) {
            report.say("Verified", Truth.True, "Succeeded", "all tables have the source's counts");
          }
        });
    if (done) {
      report.say("Imported", Truth.True, "Succeeded", "the data is in");
    }
    if (told.target() == Report.Fate.Swapped) {
      report.say("Swapped", Truth.True, "Succeeded", "the new data is in the target's place");
      report.target(TargetState.Swapped);
    }
    report.tables(tables(told.slowest()), tables(told.failed()));
  }

  private static ArchiveReport archive(Report.Archive archive, Report told, Resolved resolved) {
    String path = String.valueOf(resolved.archivePath());
    return new ArchiveReport(
        path.substring(path.indexOf('/') + 1),
        resolved.claimName(),
        path,
        archive.bytes(),
        archive.sha256(),
        RunReport.text(told.ended()));
  }

  private static List<TableReport> tables(List<Report.Table> tables) {
    return tables.stream()
        .map(each ->
            new TableReport(each.name(), each.rows(), Math.round(each.seconds() * 1000), null))
        .toList();
  }

  /// Both halves together. Never less than before within the same attempts.
  private static Optional<RunProgress> progress(RunObservation seen, List<WorkerSeen> attempts) {
    Optional<Progress> export = latest(seen, attempts, Role.EXPORT);
    Optional<Progress> load =
        latest(seen, attempts, Role.IMPORT).or(() -> latest(seen, attempts, Role.ROLLBACK));
    if (export.isEmpty() && load.isEmpty()) {
      return Optional.empty();
    }
    boolean exported = isDone(attempts, Role.EXPORT);
    RunProgress before = seen.status().progress();
    boolean sameAttempts = seen.status().attempts().size() == attempts.size();
    int least = before != null && sameAttempts ? before.percent() : 0;
    return Optional.of(progress(export, load, resolvedHalves(seen), exported, least));
  }

  private static boolean isDone(List<WorkerSeen> attempts, Role role) {
    return attempts.stream()
        .anyMatch(each -> each.role() == role && each.state() instanceof WorkerState.Succeeded);
  }

  private static boolean resolvedHalves(RunObservation seen) {
    Resolved resolved = seen.status().resolved();
    return resolved != null && resolved.source() != null && resolved.target() != null;
  }

  private static RunProgress progress(
      Optional<Progress> export, Optional<Progress> load, boolean both, boolean done, int least) {
    double exported = done ? ALL : export.map(Progress::percent).orElse(0.0);
    double loaded = load.map(Progress::percent).orElse(0.0);
    double percent = both ? (exported + loaded) / 2 : Math.max(exported, loaded);
    Progress told = load.or(() -> export).orElseThrow();
    Progress totals = export.orElse(told);
    return new RunProgress(
        (int) Math.clamp(percent, least, ALMOST),
        told.bytes(),
        known(Math.max(totals.totalBytes(), told.totalBytes())),
        told.rows(),
        known(Math.max(totals.totalRows(), told.totalRows())),
        told.bytesPerSecond(),
        told.etaSeconds().or(() -> totals.etaSeconds()).orElse(null),
        told.current().stream().limit(MOST_TABLES).toList());
  }

  private static @org.jspecify.annotations.Nullable Long known(long total) {
    return total == 0 ? null : total;
  }

  private static Optional<Progress> latest(
      RunObservation seen, List<WorkerSeen> attempts, Role role) {
    return attempts.stream()
        .filter(each -> each.role() == role)
        .reduce((_, later) -> later)
        .flatMap(each -> Optional.ofNullable(seen.progress().get(each.job().name())));
  }
}
