package io.multiboard.sync.cli;

import io.multiboard.sync.app.WorkerProcess;
import io.multiboard.sync.failure.SyncException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `worker`.
@Command(
    name = "worker",
    customSynopsis = "multiboard-sync worker",
    sortOptions = false,
    optionListHeading = "%n",
    description =
        "Carries out one order of the operator: an export, an import, a check, a plan, a rollback or a clean-up. The order is"
            + " the JSON in the environment variable MULTIBOARD_ORDER; the operator starts it in a pod.",
    footer = {
      "",
      "It tells how far it is on port 8081 (/progress), and leaves its outcome beside the "
          + "archive and in /dev/termination-log. Exit status: 0 done and verified, 1 failed.",
      "",
      "Safety: the rules of the verb that it does the work of; passwords come from mounted files.",
      "",
      "Example:",
      "  MULTIBOARD_ORDER=\"$(cat order.json)\" multiboard-sync worker"
    })
final class WorkerVerb implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help and leave.")
  @SuppressWarnings("UnusedVariable") // picocli looks for it
  private boolean help;

  WorkerVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try {
      return WorkerProcess.run(
          surroundings.environment(),
          new WorkerProcess.Streams(surroundings.out(), surroundings.err()),
          surroundings.wayOut());
    } catch (SyncException failure) {
      FailureReport.of(failure).print(surroundings.err());
      return ExitStatus.FAILED;
    }
  }
}
