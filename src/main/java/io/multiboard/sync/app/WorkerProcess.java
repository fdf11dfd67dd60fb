package io.multiboard.sync.app;

import io.multiboard.sync.engine.archive.FollowedArchive;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.logging.PlainText;
import io.multiboard.sync.logging.Redaction;
import io.multiboard.sync.order.ArchivePlace;
import io.multiboard.sync.order.OrderJson;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.WorkOrder;
import io.multiboard.sync.settings.Settings;
import io.multiboard.sync.storage.WholeFile;
import io.multiboard.sync.worker.ProgressServer;
import io.multiboard.sync.worker.Worker;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The process of one order: takes it from the environment, carries it out, and leaves its outcome
/// beside the archive and where Kubernetes reads termination messages. For one order.
public final class WorkerProcess {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);

  private final WorkOrder order;
  private final Settings.Worker settings;
  private final Worker worker;
  private final PrintStream people;

  private WorkerProcess(WorkOrder order, Settings.Worker settings, PrintStream people) {
    this.order = order;
    this.settings = settings;
    this.people = people;
    this.worker =
        new Worker(
            order,
            Clock.systemUTC(),
            new FollowedArchive.Patience(
                FollowedArchive.Patience.USUAL.beginning(), settings.exportSilence()),
            text -> PlainText.of(Redaction.mask(text)));
  }

  /// Carries out the order of the environment, on this thread.
  ///
  /// @param people for lines of text
  /// @param wayOut ends a process that is going down already with a status of its own
  /// @return the exit status: 0 done, 1 failed with an outcome
  public static int run(
      Map<String, String> environment,
      Settings.Worker settings,
      PrintStream people,
      IntConsumer wayOut) {
    String json = environment.getOrDefault(WorkOrder.VARIABLE, "");
    if (json.isEmpty()) {
      throw new SyncException(
          Reason.InvalidConfiguration,
          "there is no order: the environment variable " + WorkOrder.VARIABLE + " is not set",
          "workers are started by the operator");
    }
    return new WorkerProcess(OrderJson.order(json), settings, people).run(wayOut);
  }

  private int run(IntConsumer wayOut) {
    try (ProgressServer server = ProgressServer.start(settings.progressPort(), worker::progress);
        Termination termination = Termination.watch(this::abandon, wayOut)) {
      people.println(
          "worker: %s of run %s, attempt %d, progress on port %d"
              .formatted(
                  order.role().text(),
                  order.assignment().run(),
                  order.assignment().attempt(),
                  server.port()));
      Outcome outcome = worker.run(termination::hasBegun);
      int status = leave(outcome);
      termination.ended(status);
      return status;
    }
  }

  private int abandon() {
    return leave(worker.abandoned());
  }

  /// Leaves the outcome in both places; one of them is enough.
  private int leave(Outcome outcome) {
    String whole = OrderJson.write(outcome);
    boolean told = leaveMessage(OrderJson.write(outcome, Outcome.LONGEST_MESSAGE));
    boolean kept = folder(order).map(folder -> leaveFile(folder, whole)).orElse(false);
    people.println("outcome: " + whole);
    boolean done = outcome instanceof Outcome.Succeeded;
    return done && (told || kept) ? 0 : 1;
  }

  private boolean leaveFile(Path folder, String json) {
    try {
      WholeFile.write(folder.resolve(order.assignment().outcomeFile(order.role())), json);
      return true;
    } catch (SyncException failure) {
      LOG.error("the outcome could not be kept: {}", failure.getMessage());
      return false;
    }
  }

  /// Kubernetes has made this file, and mounted it: it is written in place.
  private boolean leaveMessage(String json) {
    try {
      Files.writeString(settings.terminationLog(), json);
      return true;
    } catch (IOException failure) {
      LOG.error("the termination message could not be written: {}", failure.toString());
      return false;
    }
  }

  /// Where the run's files are, where it has any.
  private static Optional<Path> folder(WorkOrder order) {
    Optional<ArchivePlace> place =
        switch (order) {
          case WorkOrder.Export export -> Optional.of(export.archive());
          case WorkOrder.Import load -> Optional.of(load.archive());
          case WorkOrder.Plan plan -> Optional.of(plan.archive());
          case WorkOrder.Cleanup _, WorkOrder.Check _, WorkOrder.Rollback _ -> Optional.empty();
        };
    return place.map(ArchivePlace::runFolder).map(Path::of);
  }
}
