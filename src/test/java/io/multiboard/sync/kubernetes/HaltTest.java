package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.multiboard.sync.manifest.Attempt;
import io.multiboard.sync.manifest.RunStatus;
import io.multiboard.sync.proof.Witness;
import io.multiboard.sync.testing.TestingProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/// F5, F13: processes in pods are halted (`SIGSTOP`) and go on later. Only where pods' processes
/// are this machine's, and where it is asked for (`-Dlonger=true`), because it takes minutes.
@ExtendWith(Site.Opening.class)
@EnabledIfSystemProperty(named = "longer", matches = "true")
class HaltTest {
  private final Site site = Site.shared();
  private final Installation installation = site.installation();
  private final TestingProxy toSource = site.databases().toSource();
  private final TestingProxy toTarget = site.databases().toTarget();

  @BeforeAll
  static void maySignal() {
    assumeTrue(
        Site.shared().installation().cluster().folder().isPresent(),
        "the processes of this cluster's pods cannot be halted");
  }

  @AfterEach
  void mend() {
    Copy.letGo(toSource);
    Copy.letGo(toTarget);
    installation.scale(1);
  }

  /// The node ends a worker that does not answer for two minutes, and what it has done is undone.
  @Test
  void aWorkerThatHangsIsEndedAndAnotherLoads() throws Exception {
    try (Copy copy = site.copy("halted")) {
      copy.holdAt(toTarget, () -> copy.start("1"));
      signal("STOP", copy.awaitWorker("import"));
      Copy.letGo(toTarget);
      copy.await("another attempt", () -> copy.attempts("import").size() == 2);
      copy.awaitSuccess("1");
      assertThat(copy.attempts("import").getFirst()).returns(false, Attempt::succeeded);
      copy.assertCopied();
      Witness.assertNoSession(site.databases().target());
    }
  }

  /// A leader that was away without knowing it ends as soon as it is back, and does nothing twice.
  @Test
  void aLeaderThatWasHaltedActsNoMore() throws Exception {
    installation.scale(2);
    try (Copy copy = site.copy("led-by-two")) {
      copy.holdAt(toSource, () -> copy.start("1"));
      copy.awaitWorker("import");
      String first = installation.leader();
      Pod halted =
          installation.client().pods().inNamespace(installation.namespace()).withName(first).get();
      signal("STOP", halted);
      copy.await("another leader", () -> installation.isLedByAnotherThan(first));
      signal("CONT", halted);
      copy.await("the end of the first", () -> restarts(first) > 0);
      Copy.letGo(toSource);
      RunStatus run = copy.awaitSuccess("1");
      assertThat(run.attempts()).allMatch(attempt -> attempt.number() == 1);
      assertThat(copy.runs()).hasSize(1);
      copy.assertCopied();
    }
  }

  private int restarts(String pod) {
    return installation
        .client()
        .pods()
        .inNamespace(installation.namespace())
        .withName(pod)
        .get()
        .getStatus()
        .getContainerStatuses()
        .getFirst()
        .getRestartCount();
  }

  private static void signal(String name, Pod pod) throws IOException {
    List<String> processes = processes(pod);
    assertThat(processes).isNotEmpty();
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    command.addAll(processes);
    Tool.run(Duration.ofSeconds(10), command).orFail();
  }

  /// The processes of a pod but for the one that holds its namespaces.
  private static List<String> processes(Pod pod) throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.filter(process -> process.getFileName().toString().matches("[0-9]+"))
          .filter(process -> tells(process.resolve("cgroup"), "pod" + pod.getMetadata().getUid()))
          .filter(process -> !tells(process.resolve("cmdline"), "/pause"))
          .map(process -> process.getFileName().toString())
          .toList();
    }
  }

  private static boolean tells(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException ended) {
      return false;
    }
  }
}
