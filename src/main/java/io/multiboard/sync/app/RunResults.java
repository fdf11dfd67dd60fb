package io.multiboard.sync.app;

import io.multiboard.sync.manifest.Condition;
import io.multiboard.sync.manifest.Conditions;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.RunSpec;
import io.multiboard.sync.manifest.RunStatus;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads results from the statuses of runs and what their workers said. Pure.
final class RunResults {
  private RunResults() {}

  /// @param said by the run's workers, oldest first
  /// @param archives where archives are kept; empty where they are not
  static RunResult of(DatabaseSyncRun run, List<Outcome> said, Optional<Path> archives) {
    RunSpec spec = run.getSpec();
    RunStatus status = run.getStatus();
    Optional<Condition> end = Conditions.find(status.conditions(), "Succeeded");
    Optional<RunResult.Plan> plan = plan(said);
    boolean blocked =
        plan.stream()
            .flatMap(each -> each.findings().stream())
            .anyMatch(RunResult.Finding::blocking);
    return new RunResult(
        run.getMetadata().getName(),
        String.valueOf(spec.syncName() == null ? spec.connectionName() : spec.syncName()),
        spec.operation().name(),
        end.filter(Condition::holds).isPresent() && !blocked,
        blocked ? "Forbidden" : end.map(Condition::reason).orElse("Unknown"),
        blocked ? "something forbids the sync" : end.map(Condition::message).orElse(""),
        Optional.ofNullable(status.targetState()).map(Enum::name),
        Optional.ofNullable(status.archive())
            .flatMap(each -> archives.map(in -> in.resolve(each.path()))),
        Optional.ofNullable(status.wayBack())
            .map(
                back -> new RunResult.WayBack(back.database(), Objects.toString(back.until(), ""))),
        Optional.ofNullable(status.verification())
            .map(proof -> new RunResult.Proof(proof.tables(), proof.rows())),
        plan,
        spec.operation() == RunSpec.Operation.Check ? database(said) : Optional.empty());
  }

  /// Both sides together.
  private static Optional<RunResult.Plan> plan(List<Outcome> said) {
    List<Report.Plan> sides = said.stream().flatMap(each -> each.report().plan().stream()).toList();
    if (sides.isEmpty()) {
      return Optional.empty();
    }
    Report.Plan source = sides.getFirst();
    List<RunResult.Finding> findings = new ArrayList<>();
    sides.forEach(side -> side.findings().stream().map(RunResults::finding).forEach(findings::add));
    return Optional.of(
        new RunResult.Plan(source.tables(), source.rows(), source.bytes(), findings));
  }

  private static RunResult.Finding finding(Report.Finding found) {
    return new RunResult.Finding(
        found.rule(), found.reason(), found.message(), found.remedy(), found.blocking());
  }

  private static Optional<RunResult.Database> database(List<Outcome> said) {
    Stream<Report.Database> seen = said.stream().flatMap(each -> each.report().database().stream());
    return seen.reduce((_, later) -> later)
        .map(each ->
            new RunResult.Database(each.serverVersion(), each.bytes(), each.overwritable()));
  }
}
