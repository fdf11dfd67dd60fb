package io.multiboard.sync.app;

import io.multiboard.sync.engine.archive.FollowedArchive;
import io.multiboard.sync.logging.PlainText;
import io.multiboard.sync.logging.Redaction;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Progress;
import io.multiboard.sync.order.Role;
import io.multiboard.sync.order.WorkOrder;
import io.multiboard.sync.reconcile.ResourceName;
import io.multiboard.sync.reconcile.WorkerJob;
import io.multiboard.sync.reconcile.WorkerSeen;
import io.multiboard.sync.reconcile.WorkerState;
import io.multiboard.sync.reconcile.Workers;
import io.multiboard.sync.worker.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Workers as threads of this process. Used by one thread.
final class LocalWorkers implements Workers, AutoCloseable {
  private final Clock clock;
  private final Placement placement;
  private final SecretFolder secrets;
  private final Show show;
  private final Map<ResourceName, Hand> hands = new LinkedHashMap<>();
  private final LinkedBlockingQueue<Hand> ended = new LinkedBlockingQueue<>();

  LocalWorkers(Clock clock, Placement placement, SecretFolder secrets, Show show) {
    this.clock = clock;
    this.placement = placement;
    this.secrets = secrets;
    this.show = show;
  }

  /// One worker, its thread, and how it is: a virtual thread, which an interrupt reaches while it
  /// waits for a server. Thread-safe.
  private static final class Hand {
    private final ResourceName run;
    private final WorkerJob job;
    private final Worker worker;
    private final Instant created;
    private volatile boolean told;
    private volatile WorkerState state = new WorkerState.Running(Optional.empty());
    private final Thread thread;

    Hand(ResourceName run, WorkerJob job, Worker worker, Clock clock, Consumer<Hand> atEnd) {
      this.run = run;
      this.job = job;
      this.worker = worker;
      this.created = clock.instant();
      this.thread = Thread.ofVirtual().name(job.job().name()).unstarted(() -> work(clock, atEnd));
    }

    private void work(Clock clock, Consumer<Hand> atEnd) {
      Outcome outcome = worker.abandoned();
      try {
        outcome = worker.run(() -> told);
      } finally {
        state = WorkerState.of(outcome, clock.instant());
        atEnd.accept(this);
      }
    }

    void end() {
      if (!told && isAtWork()) {
        told = true;
        thread.interrupt();
      }
    }

    /// @return whether the waiting was interrupted, which does not shorten it
    boolean awaitEnd() {
      boolean interrupted = false;
      while (true) {
        try {
          thread.join();
          return interrupted;
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
    }

    WorkerSeen seen() {
      return new WorkerSeen(
          job.job(),
          job.order().role(),
          job.order().assignment().attempt(),
          new ResourceName(job.endpoint().namespace(), job.endpoint().connectionName()),
          created,
          true,
          state);
    }

    boolean isAtWork() {
      return state instanceof WorkerState.Running;
    }
  }

  @Override
  public void start(DatabaseSyncRun run, WorkerJob job) {
    Role role = job.order().role();
    WorkOrder order = placement.of(job.order(), access -> secrets.mount(job.endpoint(), access));
    Worker worker =
        new Worker(
            order,
            clock,
            FollowedArchive.Patience.USUAL,
            text -> PlainText.of(Redaction.mask(text)),
            Optional.of(show.of(run, role)));
    ResourceName name =
        new ResourceName(run.getMetadata().getNamespace(), run.getMetadata().getName());
    Hand hand = new Hand(name, job, worker, clock, ended::add);
    hands.put(job.job(), hand);
    hand.thread.start();
  }

  @Override
  public void end(ResourceName job) {
    Optional.ofNullable(hands.get(job)).ifPresent(Hand::end);
  }

  @Override
  public List<WorkerSeen> of(ResourceName run) {
    return hands.values().stream().filter(hand -> hand.run.equals(run)).map(Hand::seen).toList();
  }

  @Override
  public Map<String, Progress> progress() {
    return hands.values().stream()
        .collect(
            Collectors.toMap(
                hand -> hand.job.job().name(), hand -> hand.worker.progress(), (_, one) -> one));
  }

  /// Ends in good order what is still at work, where nobody will hear of it any more.
  @Override
  public void close() {
    hands.values().forEach(Hand::end);
    boolean interrupted = false;
    for (Hand hand : hands.values()) {
      interrupted |= hand.awaitEnd();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits until a worker ends, at most so long.
  void await(Duration atMost) throws InterruptedException {
    if (ended.poll(Math.max(1, atMost.toMillis()), TimeUnit.MILLISECONDS) != null) {
      ended.clear();
    }
  }
}
