package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.multiboard.sync.manifest.Attempt;
import io.multiboard.sync.manifest.Condition;
import io.multiboard.sync.manifest.Conditions;
import io.multiboard.sync.manifest.DatabaseSync;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.RunStatus;
import io.multiboard.sync.manifest.SyncStatus;
import io.multiboard.sync.proof.PlainDump;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.testing.TestingProxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/// A DatabaseSync of the site's original into a target of its own, under one name. Closing it
/// removes it and the target.
record Copy(Site site, String name, TestDatabase target) implements AutoCloseable {
  /// Longer than any of these copies takes, on whatever machine.
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /// @param secret the name of the Secret with the target's login
  static Copy of(Site site, String name, String secret) throws SQLException {
    Copy copy = new Copy(site, name, site.databases().target(name));
    site.apply(site.databases().targetConnection(name, secret, name));
    return copy;
  }

  /// Asks for a run.
  ///
  /// @param more lines of the spec
  void start(String trigger, String... more) {
    startFrom("production", trigger, more);
  }

  /// The same from another source.
  void startFrom(String source, String trigger, String... more) {
    site.apply(
        """
        apiVersion: sync.multiboard.io/v1alpha1
        kind: DatabaseSync
        metadata:
          name: %s
        spec:
          source:
            connectionName: %s
          target:
            connectionName: %s
          trigger: "%s"
          import:
            targetOnlyObjects: Drop
          %s
        """
            .formatted(name, source, name, trigger, String.join("\n  ", more)));
  }

  /// The sync's status.
  SyncStatus status() {
    DatabaseSync sync =
        site.installation()
            .client()
            .resources(DatabaseSync.class)
            .inNamespace(namespace())
            .withName(name)
            .get();
    return Optional.ofNullable(sync).map(DatabaseSync::getStatus).orElse(SyncStatus.NONE);
  }

  /// Its runs, oldest first.
  List<DatabaseSyncRun> runs() {
    return site
        .installation()
        .client()
        .resources(DatabaseSyncRun.class)
        .inNamespace(namespace())
        .list()
        .getItems()
        .stream()
        .filter(run -> name.equals(run.getSpec().syncName()))
        .sorted(Comparator.comparing(run -> run.getMetadata().getCreationTimestamp()))
        .toList();
  }

  /// The status of the latest run.
  RunStatus run() {
    List<DatabaseSyncRun> runs = runs();
    return runs.isEmpty()
        ? RunStatus.NONE
        : Optional.ofNullable(runs.getLast().getStatus()).orElse(RunStatus.NONE);
  }

  /// Waits for the end of the run that a trigger asked for.
  RunStatus awaitEnd(String trigger) {
    await(
        "the end of the run", () -> trigger.equals(status().handledTrigger()) && run().hasEnded());
    return run();
  }

  /// The same, and it must have succeeded; the sync's own status says so soon.
  RunStatus awaitSuccess(String trigger) {
    RunStatus run = awaitEnd(trigger);
    assertThat(Conditions.find(run.conditions(), "Succeeded"))
        .as(this::situation)
        .get()
        .returns("Succeeded", Condition::reason)
        .returns(true, Condition::holds);
    await(
        "the sync's own status",
        () ->
            status().activeRun() == null
                && Conditions.holds(status().conditions(), "LastRunSucceeded"));
    return run;
  }

  /// Cancels the latest run.
  void cancel() {
    site.installation()
        .kubectl(
            "patch",
            "syncrun",
            runs().getLast().getMetadata().getName(),
            "--type=merge",
            "--patch={\"spec\":{\"cancel\":true}}")
        .orFail();
  }

  /// The attempts of a role in the latest run.
  List<Attempt> attempts(String role) {
    return run().attempts().stream().filter(each -> each.role().equals(role)).toList();
  }

  /// Lets nothing pass a proxy from the third table on, and waits until it is so.
  void holdAt(TestingProxy proxy, Runnable start) {
    proxy.afterWords(
        TestingProxy.Way.TO_SERVER, new TestingProxy.Mode.Silent(), "COPY ", "COPY ", "COPY ");
    start.run();
    await("a copy under way", () -> proxy.mode() instanceof TestingProxy.Mode.Silent);
  }

  /// Lets all pass a proxy again.
  static void letGo(TestingProxy proxy) {
    proxy.become(new TestingProxy.Mode.Open());
  }

  /// Why a run does not succeed, in one word.
  String reason() {
    return Conditions.find(run().conditions(), "Succeeded").map(Condition::reason).orElse("");
  }

  /// The running pod of a role.
  Pod awaitWorker(String role) {
    await("a running pod for the " + role, () -> worker(role).isPresent());
    return worker(role).orElseThrow();
  }

  private Optional<Pod> worker(String role) {
    return workers(role).stream()
        .filter(pod -> pod.getStatus().getPhase().equals("Running"))
        .findFirst();
  }

  /// The pods of a role.
  List<Pod> workers(String role) {
    String uid = runs().isEmpty() ? "none" : runs().getLast().getMetadata().getUid();
    return site.installation()
        .client()
        .pods()
        .inNamespace(namespace())
        .withLabel("sync.multiboard.io/run-uid", uid)
        .withLabel("sync.multiboard.io/role", role)
        .list()
        .getItems();
  }

  /// Waits; where it is in vain, the failure says how things stand.
  void await(String what, Callable<Boolean> condition) {
    try {
      Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(condition);
    } catch (ConditionTimeoutException inVain) {
      throw new AssertionError(inVain.getMessage() + "\n" + situation(), inVain);
    }
  }

  private String situation() {
    Installation at = site.installation();
    return String.join(
        "\n",
        at.kubectl("get", "dbsync,syncrun,jobs,pods", "-o", "wide").output(),
        at.kubectl("get", "syncrun", "-o", "yaml").output(),
        at.kubectl("get", "events").output(),
        at.kubectl("logs", "deployment/" + at.name(), "--tail=40").output());
  }

  /// Fails the test unless the target holds what the original holds.
  void assertCopied() {
    PlainDump original = PlainDump.ofContent(site.original());
    PlainDump now = PlainDump.ofContent(target);
    original.assertLike(now);
    original.delete();
    now.delete();
  }

  /// Fails the test unless the target is as it was before any run, or a whole copy.
  void assertOldOrNew() throws SQLException {
    if (isOld()) {
      assertUntouched();
    } else {
      assertCopied();
    }
  }

  /// Whether what was in the target before any run is in it.
  boolean isOld() throws SQLException {
    return !target.query("SELECT to_regclass('former')").equals("NULL");
  }

  /// Fails the test unless the target is as it was before any run.
  void assertUntouched() throws SQLException {
    assertThat(target.query("SELECT said FROM former")).isEqualTo("what was there");
  }

  private String namespace() {
    return site.installation().namespace();
  }

  @Override
  public void close() throws SQLException {
    site.installation().kubectl("delete", "dbsync,dbconn", name, "--ignore-not-found").orFail();
    target.close();
  }
}
