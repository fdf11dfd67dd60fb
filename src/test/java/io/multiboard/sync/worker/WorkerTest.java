package io.multiboard.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.order.Assignment;
import io.multiboard.sync.order.DatabaseAccess;
import io.multiboard.sync.order.OrderJson;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Progress;
import io.multiboard.sync.order.Protection;
import io.multiboard.sync.order.Report;
import io.multiboard.sync.order.Retention;
import io.multiboard.sync.order.Role;
import io.multiboard.sync.order.WorkOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The two halves of a run as processes of their own, on one folder, between real servers.
@Timeout(240)
class WorkerTest extends WorkerScene {
  @Test
  void bothHalvesOfARunWorkAtOnceOnOneFolder() throws Exception {
    Assignment run = TestingVolume.assignment("one", 1);
    Protection protection = protection();
    try (TestingWorker importer =
            TestingWorker.start(volume, volume.load(target(), run, "one", protection));
        TestingWorker exporter = TestingWorker.start(volume, volume.export(source(), run))) {
      Progress progress = importer.progress();
      assertThat(progress.role()).isEqualTo(Role.IMPORT);
      assertThat(importer.get(Progress.HEALTH_PATH)).contains("alive");
      Outcome exported = exporter.await();
      Outcome imported = importer.await();

      assertThat(exported).isInstanceOf(Outcome.Succeeded.class);
      Report.Archive archive = exported.report().archive().orElseThrow();
      assertThat(archive.rows()).isEqualTo(41_000);
      assertThat(archive.folder()).isEqualTo("shop_nightly/" + run.run());
      assertThat(imported).isInstanceOf(Outcome.Succeeded.class);
      assertThat(imported.report().target()).isEqualTo(Report.Fate.Swapped);
      assertThat(imported.report().verification())
          .contains(new Report.Verification("Counts", 3, 41_000));
      assertThat(imported.report().slowest()).isNotEmpty();
      assertThat(imported.report().wayBack()).isPresent();
      assertThat(imported.report().database().orElseThrow().done())
          .singleElement()
          .asString()
          .startsWith("shop/nightly/");
      assertThat(List.of(importer.status(), exporter.status())).containsOnly(0);
      assertThat(importer.said() + exporter.said()).doesNotContain("canary-6c1f");
    }
    assertCopied();
    assertThat(names(runFolder(run)))
        .containsExactly("archive", "outcome-export-1.json", "outcome-import-1.json");
    assertThat(OrderJson.outcome(Files.readString(runFolder(run).resolve("outcome-import-1.json"))))
        .isInstanceOf(Outcome.Succeeded.class);

    // Another attempt at what is done does nothing, and says that it is done.
    Assignment again = TestingVolume.assignment("one", 2);
    target.execute("INSERT INTO nothing VALUES (1)");
    assertThat(run(volume.export(source(), again))).isInstanceOf(Outcome.Succeeded.class);
    Outcome twice = run(volume.load(target(), again, "one", protection));
    assertThat(twice).isInstanceOf(Outcome.Succeeded.class);
    assertThat(twice.report().verification().orElseThrow().rows()).isEqualTo(41_000);
    assertThat(target.query("SELECT count(*) FROM nothing")).isEqualTo("1");
  }

  @Test
  void theTargetIsNeitherTheSourceNorUnknown() throws Exception {
    Assignment run = TestingVolume.assignment("rule-3", 1);
    assertThat(run(volume.export(source(), run))).isInstanceOf(Outcome.Succeeded.class);

    Protection itself = TestingVolume.sourceIs(identity(target()));
    Outcome same = run(volume.load(target(), run, "rule-3", itself));
    assertThat(failed(same)).isEqualTo(Reason.TargetIsSource);
    assertThat(same.report().target()).isEqualTo(Report.Fate.Untouched);
    Protection unknown = TestingVolume.sourceIs(Optional.empty());
    assertThat(failed(run(volume.load(target(), run, "rule-3", unknown))))
        .isEqualTo(Reason.TargetIsSource);
  }

  @Test
  void aMissingSecretIsNamed() throws Exception {
    DatabaseAccess access = source();
    Files.delete(Path.of(access.files().password().orElseThrow()));

    Outcome outcome = run(new WorkOrder.Check(TestingVolume.assignment("check", 1), access));

    assertThat(failed(outcome)).isEqualTo(Reason.SecretNotFound);
    assertThat(((Outcome.Failed) outcome).message()).contains("login-of-", "password");
  }

  @Test
  void archivesOverTheLimitGoAndTheWayBackIsKept() throws Exception {
    Protection protection = protection();
    Retention two = new Retention(2, Optional.empty(), OptionalLong.empty());
    Assignment run = TestingVolume.assignment("r1", 1);
    for (String trigger : List.of("r1", "r2", "r3")) {
      run = TestingVolume.assignment(trigger, 1);
      Outcome exported = run(volume.export(source(), run, two));
      assertThat(exported).isInstanceOf(Outcome.Succeeded.class);
      assertThat(exported.report().removed())
          .isEqualTo(
              trigger.equals("r3") ? List.of(TestingVolume.assignment("r1", 1).run()) : List.of());
    }
    assertThat(names(volume.archives().resolve("shop_nightly"))).hasSize(2);
    assertThat(run(volume.load(target(), run, "r3", protection)))
        .isInstanceOf(Outcome.Succeeded.class);
    assertCopied();

    Outcome back = run(volume.rollback(target(), TestingVolume.assignment("back", 1), protection));
    assertThat(back).isInstanceOf(Outcome.Succeeded.class);
    assertThat(target.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        .isEqualTo("0");

    Outcome cleaned =
        run(
            new WorkOrder.Cleanup(
                TestingVolume.assignment("clean", 1),
                Optional.of(target()),
                Optional.of(volume.place(run)),
                new Retention(0, Optional.empty(), OptionalLong.empty())));
    assertThat(cleaned).isInstanceOf(Outcome.Succeeded.class);
    assertThat(cleaned.report().removed()).hasSize(2);
    assertThat(names(volume.archives().resolve("shop_nightly"))).isEmpty();
  }
}
