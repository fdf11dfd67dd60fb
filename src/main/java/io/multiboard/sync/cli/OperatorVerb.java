package io.multiboard.sync.cli;

import io.multiboard.sync.app.OperatorProcess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `operator`: the process that follows the resources of a cluster.
@Command(
    name = "operator",
    customSynopsis = "multiboard-sync operator [OPTIONS]",
    sortOptions = false,
    optionListHeading = "%n",
    description = {
      "Follows DatabaseConnections, DatabaseSyncs and DatabaseSyncRuns of a Kubernetes cluster: starts workers when runs are due, and says on the resources how far they are.",
      "Works until it is told to stop. Its settings come from the environment: docs/settings.md lists them."
    },
    footer = {
      "",
      "Safety: reads no Secret and reaches no database; the workers that it starts do, with the one Secret that each of them needs.",
      "",
      "Example:",
      "  MULTIBOARD_SYNC_NAMESPACES=shop multiboard-sync operator"
    })
final class OperatorVerb implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private OutputOptions output = new OutputOptions();

  OperatorVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return Invocation.run(surroundings, output, this::operate);
  }

  private Answer operate(Invocation invocation) throws InterruptedException {
    try (OperatorProcess process =
        OperatorProcess.start(invocation.settings().cluster(), surroundings.wayOut())) {
      process.await();
    }
    return Answer.told();
  }
}
