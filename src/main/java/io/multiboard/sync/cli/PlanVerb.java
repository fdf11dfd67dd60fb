package io.multiboard.sync.cli;

import io.multiboard.sync.engine.ExportRequest;
import io.multiboard.sync.engine.Plan;
import io.multiboard.sync.engine.SourcePlan;
import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.engine.target.ImportOptions;
import io.multiboard.sync.postgres.Connector;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `plan --source DB --target DB`.
@Command(
    name = "plan",
    customSynopsis = "multiboard-sync plan --source DB --target DB [OPTIONS]",
    sortOptions = false,
    optionListHeading = "%n",
    description =
        "Says what a sync would do and what forbids it: all of the thinking, none of the writing. Exit status 1 where something"
            + " forbids it.",
    footer = {
      "",
      "Safety: reads both databases and writes to neither. A sync looks again when it " + "runs.",
      "",
      "Example:",
      "  multiboard-sync plan --source env:SHOP --target postgres://me@localhost/shop_staging"
    })
final class PlanVerb implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private SourceOption source = new SourceOption();
  @Mixin private TargetOption target = new TargetOption();
  @Mixin private ArchivePlace archive = new ArchivePlace();
  @Mixin private TransferOptions transfer = new TransferOptions();
  @Mixin private ExportChoices exportChoices = new ExportChoices();
  @Mixin private ImportChoices importChoices = new ImportChoices();
  @Mixin private OutputOptions output = new OutputOptions();

  PlanVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return Invocation.run(surroundings, output, this::plan);
  }

  private Answer plan(Invocation invocation) {
    ExportRequest export =
        exportChoices.request(
            invocation.connector("--source", source.database()), transfer, invocation.settings());
    exportChoices.compression(invocation.settings());
    ImportOptions options =
        importChoices.options(transfer.jobs(invocation.settings()), invocation.settings());
    Connector connector = invocation.connector("--target", target.database());
    Guard guard = Guards.of(invocation, Optional.of(export.source()), importChoices.physicalCopy());
    return answer(invocation, export, connector, options, guard);
  }

  private Answer answer(
      Invocation invocation,
      ExportRequest export,
      Connector connector,
      ImportOptions options,
      Guard guard) {
    ArchiveSpace space =
        ArchiveSpace.of(
            archive.find(invocation.settings(), export.source().address().database(), "run"),
            invocation.settings());
    return answer(export, connector, options, guard, space, target.database());
  }

  /// The plan of a sync from a live source.
  static Answer answer(
      ExportRequest export,
      Connector target,
      ImportOptions options,
      Guard guard,
      ArchiveSpace space,
      String typedTarget) {
    SourcePlan look = SourcePlan.of(export);
    Plan plan =
        Plan.of(
            new Plan.Request(
                target,
                look.contents(),
                look.rows(),
                look.bytes(),
                OptionalLong.of(look.databaseBytes()),
                Optional.empty(),
                options,
                guard));
    return PlanText.answer(plan, typedTarget, Optional.of(space));
  }
}
