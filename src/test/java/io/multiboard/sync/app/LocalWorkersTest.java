package io.multiboard.sync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.manifest.ConnectionSpec;
import io.multiboard.sync.manifest.Credentials;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.Resolved.Endpoint;
import io.multiboard.sync.manifest.Tls;
import io.multiboard.sync.manifest.WorkerSpec;
import io.multiboard.sync.manifest.written.WrittenSecret;
import io.multiboard.sync.order.Assignment;
import io.multiboard.sync.order.DatabaseAccess;
import io.multiboard.sync.order.RunId;
import io.multiboard.sync.order.WorkOrder;
import io.multiboard.sync.reconcile.ResourceName;
import io.multiboard.sync.reconcile.WorkerJob;
import io.multiboard.sync.reconcile.WorkerState;
import io.multiboard.sync.server.TestServers;
import io.multiboard.sync.testing.TestingProxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class LocalWorkersTest {
  private static final ResourceName RUN = new ResourceName("default", "look");
  private static final Audience NOBODY =
      new Audience() {
        @Override
        public EventSink begins(String title, Set<Stage> parts) {
          return EventSink.NONE;
        }

        @Override
        public void ended() {}

        @Override
        public void hears(String line) {}
      };

  @TempDir Path folder;

  private LocalWorkers workers() {
    WrittenSecret login =
        new WrittenSecret(
            "default",
            "login",
            Map.of(
                "username", "postgres".getBytes(StandardCharsets.UTF_8),
                "password", "any".getBytes(StandardCharsets.UTF_8)));
    return new LocalWorkers(
        Clock.systemUTC(),
        new Placement(folder.resolve("archives"), List::of),
        new SecretFolder(folder.resolve("secrets"), List.of(login)),
        new Show(NOBODY));
  }

  private static WorkerJob check(int port) {
    ConnectionSpec spec =
        new ConnectionSpec(
            "127.0.0.1",
            port,
            "postgres",
            new Credentials("login", "username", "password", null, null),
            new Tls(Tls.Mode.Disable, null, "ca.crt"),
            ConnectionSpec.Environment.Test,
            false);
    DatabaseAccess access =
        new DatabaseAccess(
            "staging",
            "127.0.0.1",
            port,
            "postgres",
            DatabaseAccess.Tls.Disable,
            "login",
            Optional.empty(),
            DatabaseAccess.Files.passwordAt(false));
    RunId id = RunId.ofTrigger("uid", "one");
    return new WorkerJob(
        new ResourceName("default", "look-check-1"),
        new WorkOrder.Check(new Assignment("default", "staging", "look", id, 1), access),
        new Endpoint("default", "staging", spec),
        Optional.empty(),
        WorkerSpec.DEFAULTS,
        Optional.empty());
  }

  private static WorkerState state(LocalWorkers workers) {
    return workers.of(RUN).getFirst().state();
  }

  @Test
  void whoIsLeftAtWorkEndsInGoodOrder() throws Exception {
    DatabaseSyncRun run = new DatabaseSyncRun();
    run.setMetadata(new ObjectMetaBuilder().withNamespace("default").withName("look").build());
    try (TestingProxy silent = TestingProxy.before(TestServers.v18().port())) {
      silent.become(new TestingProxy.Mode.Silent());
      LocalWorkers workers = workers();
      try (workers) {
        workers.start(run, check(silent.port()));
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> silent.open() > 0);
        assertThat(state(workers)).isInstanceOf(WorkerState.Running.class);
      }
      assertThat(state(workers))
          .isInstanceOfSatisfying(
              WorkerState.Failed.class,
              failed -> assertThat(failed.reason()).isEqualTo(Reason.Interrupted));
    }
  }
}
