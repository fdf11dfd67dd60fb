package io.multiboard.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.order.Assignment;
import io.multiboard.sync.order.ImportChoices;
import io.multiboard.sync.order.OrderJson;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Protection;
import io.multiboard.sync.order.Report;
import io.multiboard.sync.order.WorkOrder;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Workers that come to their end before they begin: they reach no server, and still say why.
@Timeout(300)
class WorkerStartTest {
  private static final Assignment RUN = TestingVolume.assignment("start", 1);
  @TempDir Path folder;
  private TestingVolume volume = new TestingVolume(Path.of(""));

  /// Takes connections, and says nothing.
  private final ServerSocket silent;

  WorkerStartTest() throws IOException {
    silent = new ServerSocket(0);
  }

  @BeforeEach
  void setUp() {
    volume = new TestingVolume(folder);
  }

  @AfterEach
  void tearDown() throws IOException {
    silent.close();
  }

  private WorkOrder load() throws Exception {
    return new WorkOrder.Import(
        RUN,
        volume.access(silent.getLocalPort(), "staging"),
        volume.place(RUN),
        true,
        ImportChoices.DEFAULT,
        new Protection(List.of(), false),
        Optional.empty());
  }

  /// The same outcome in both places.
  private Outcome left(TestingWorker worker) throws Exception {
    Outcome told = worker.await();
    assertThat(worker.status()).isEqualTo(1);
    Path kept = Path.of(volume.place(RUN).runFolder()).resolve("outcome-import-1.json");
    assertThat(OrderJson.outcome(Files.readString(kept))).isEqualTo(told);
    assertThat(told.report().target()).isEqualTo(Report.Fate.Untouched);
    assertThat(told.report().runId()).isEqualTo(RUN.runId());
    return told;
  }

  private Outcome.Failed refused(String variable, String value) throws Exception {
    TestingWorker.Surroundings surroundings =
        TestingWorker.Surroundings.USUAL.with(variable, value);
    try (TestingWorker worker = TestingWorker.start(volume, load(), surroundings)) {
      Outcome told = left(worker);
      assertThat(WorkerScene.failed(told)).isEqualTo(Reason.InvalidConfiguration);
      return (Outcome.Failed) told;
    }
  }

  @Test
  void aSettingThatCannotBeReadIsTold() throws Exception {
    Outcome.Failed told = refused("MULTIBOARD_SYNC_LOG_FORMAT", "xml");
    assertThat(told.message()).contains("MULTIBOARD_SYNC_LOG_FORMAT", "text, json");
    assertThat(told.remedy()).contains("docs/settings.md");
  }

  @Test
  void aPortThatIsTakenIsTold() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = Integer.toString(taken.getLocalPort());
      Outcome.Failed told = refused("MULTIBOARD_PROGRESS_PORT", port);
      assertThat(told.message()).contains("port " + port);
      assertThat(told.remedy()).contains("MULTIBOARD_PROGRESS_PORT");
    }
  }

  /// Before the program has begun, the machine it runs on knows no outcome; after that it is told.
  @Test
  void anEndThatComesAtOnceIsNoFailure() throws Exception {
    for (String after : List.of("", "OpenJDK", "worker: import of run")) {
      try (TestingWorker worker =
          TestingWorker.start(
              volume,
              load(),
              TestingWorker.Surroundings.USUAL.with("JDK_JAVA_OPTIONS", "-showversion"))) {
        worker.awaitWords(after);
        worker.signal("TERM");
        worker.awaitEnd();
        if (worker.status() == 1 || after.startsWith("worker")) {
          assertThat(left(worker)).isInstanceOf(Outcome.Interrupted.class);
        } else {
          assertThat(worker.status()).as(worker.said()).isEqualTo(128 + 15);
          assertThat(worker.said()).doesNotContain("worker:", "Failed");
        }
      }
    }
  }
}
