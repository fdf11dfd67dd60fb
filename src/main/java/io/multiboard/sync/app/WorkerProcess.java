package io.multiboard.sync.app;

import io.multiboard.sync.engine.archive.FollowedArchive;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.logging.Logs;
import io.multiboard.sync.logging.PlainText;
import io.multiboard.sync.logging.Redaction;
import io.multiboard.sync.order.ArchivePlace;
import io.multiboard.sync.order.OrderJson;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Report;
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
import java.time.Instant;
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
  private final Map<String, String> environment;
  private final Streams streams;
  private final Instant started = Instant.now();
  private volatile Optional<Worker> worker = Optional.empty();

  private WorkerProcess(WorkOrder order, Map<String, String> environment, Streams streams) {
    this.order = order;
    this.environment = environment;
    this.streams = streams;
  }

  /// Where the process writes.
  ///
  /// @param people for lines of text
  /// @param log stays open
  public record Streams(PrintStream people, PrintStream log) {}

  /// Carries out the order of the environment, on this thread.
  ///
  /// @param wayOut ends a process that is going down already with a status of its own
  /// @return the exit status: 0 done, 1 failed with an outcome
  /// @throws SyncException where there is no order that can be read, and nobody to tell an outcome
  public static int run(Map<String, String> environment, Streams streams, IntConsumer wayOut) {
    String json = environment.getOrDefault(WorkOrder.VARIABLE, "");
    if (json.isEmpty()) {
      throw new SyncException(
          Reason.InvalidConfiguration,
          "there is no order: the environment variable " + WorkOrder.VARIABLE + " is not set",
          "workers are started by the operator");
    }
    return new WorkerProcess(OrderJson.order(json), environment, streams).run(wayOut);
  }

  /// The way to end in good order is there before anything else is begun.
  private int run(IntConsumer wayOut) {
    try (Termination termination = Termination.watch(() -> leave(abandoned()), wayOut)) {
      int status = attempt(termination);
      termination.ended(status);
      return status;
    }
  }

  private int attempt(Termination termination) {
    try {
      Settings settings = Settings.from(environment);
      Logs.start(settings.logging(), streams.log());
      settings.unknown().forEach(name -> LOG.warn("the variable {} is not known", name));
      return termination.hasBegun() ? leave(notBegun()) : work(settings.worker(), termination);
    } catch (SyncException early) {
      return leave(termination.hasBegun() ? notBegun() : refused(early));
    }
  }

  private int work(Settings.Worker settings, Termination termination) {
    Worker begun =
        new Worker(
            order,
            Clock.systemUTC(),
            new FollowedArchive.Patience(
                FollowedArchive.Patience.USUAL.beginning(), settings.exportSilence()),
            WorkerProcess::shown);
    worker = Optional.of(begun);
    try (ProgressServer server = ProgressServer.start(settings.progressPort(), begun::progress)) {
      streams
          .people()
          .println(
              "worker: %s of run %s, attempt %d, progress on port %d"
                  .formatted(
                      order.role().text(),
                      order.assignment().run(),
                      order.assignment().attempt(),
                      server.port()));
      return leave(begun.run(termination::hasBegun));
    }
  }

  private static String shown(String text) {
    return PlainText.of(Redaction.mask(text));
  }

  /// Of work that does not end in time.
  private Outcome abandoned() {
    return worker.map(Worker::abandoned).orElseGet(this::notBegun);
  }

  private Outcome notBegun() {
    return new Outcome.Interrupted(nothingDone());
  }

  private Outcome refused(SyncException early) {
    return new Outcome.Failed(
        early.reason(), shown(early.getMessage()), shown(early.remedy()), nothingDone());
  }

  private Report nothingDone() {
    return Report.of(order, started, Instant.now(), Report.Fate.Untouched);
  }

  /// Leaves the outcome in both places; one of them is enough.
  private int leave(Outcome outcome) {
    String whole = OrderJson.write(outcome);
    boolean told = leaveMessage(OrderJson.write(outcome, Outcome.LONGEST_MESSAGE));
    boolean kept = folder(order).map(folder -> leaveFile(folder, whole)).orElse(false);
    streams.people().println("outcome: " + whole);
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
      Files.writeString(Settings.terminationLog(environment), json);
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
