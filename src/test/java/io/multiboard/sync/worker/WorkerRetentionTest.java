package io.multiboard.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.order.Assignment;
import io.multiboard.sync.order.Protection;
import io.multiboard.sync.order.Report;
import io.multiboard.sync.order.Retention;
import io.multiboard.sync.order.WorkOrder;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What goes when its time is over: archives, former databases, and what failed runs have left.
@Timeout(300)
class WorkerRetentionTest extends WorkerScene {
  private static final Retention NONE = new Retention(0, Optional.empty(), OptionalLong.empty());

  @BeforeEach
  void shrink() throws SQLException {
    source.execute("DELETE FROM part WHERE id > 1000");
  }

  private static String run(String trigger) {
    return TestingVolume.assignment(trigger, 1).run();
  }

  private Path sync() {
    return volume.archives().resolve("shop_nightly");
  }

  private Report export(String trigger, Retention retention) throws IOException {
    return succeed(volume.export(source(), TestingVolume.assignment(trigger, 1), retention));
  }

  private WorkOrder cleanup(Retention retention) {
    Assignment assignment = TestingVolume.assignment("clean", 1);
    return new WorkOrder.Cleanup(
        assignment, Optional.empty(), Optional.of(volume.place(assignment)), retention, false);
  }

  @Test
  void archivesOverALimitGo() throws Exception {
    Retention two = new Retention(2, Optional.empty(), OptionalLong.empty());
    assertThat(export("r1", two).removed()).isEmpty();
    assertThat(export("r2", two).removed()).isEmpty();
    assertThat(export("r3", two).removed()).containsExactly(run("r1"));
    assertThat(names(sync())).containsExactlyInAnyOrder(run("r2"), run("r3"));

    Path older = sync().resolve(run("r2")).resolve("archive").resolve("manifest.json");
    FileTime twoDaysAgo = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
    Files.setLastModifiedTime(older, twoDaysAgo);
    Retention oneDay = new Retention(7, Optional.of(Duration.ofDays(1)), OptionalLong.empty());
    assertThat(export("r4", oneDay).removed()).containsExactly(run("r2"));

    Retention small = new Retention(7, Optional.empty(), OptionalLong.of(1));
    assertThat(export("r5", small).removed()).containsExactly(run("r4"), run("r3"));
    assertThat(names(sync())).containsExactly(run("r5"));

    Files.createDirectories(sync().resolve(".removed-half").resolve("archive"));
    assertThat(succeed(cleanup(NONE)).removed()).containsExactly(run("r5"));
    assertThat(names(sync())).isEmpty();
  }

  @Test
  void runsThatLeftNoArchiveGoInTime() throws Exception {
    for (String trigger : List.of("failed", "failed-of-late")) {
      Path outcome =
          Files.writeString(
              Files.createDirectories(sync().resolve(run(trigger)))
                  .resolve("outcome-export-1.json"),
              "{}");
      Duration ago = trigger.equals("failed") ? Duration.ofDays(8) : Duration.ofDays(6);
      Files.setLastModifiedTime(outcome, FileTime.from(Instant.now().minus(ago)));
      Files.setLastModifiedTime(
          sync().resolve(run(trigger)), FileTime.from(Instant.now().minus(ago)));
    }
    assertThat(succeed(cleanup(Retention.DEFAULT)).removed()).isEmpty();
    assertThat(names(sync())).containsExactly(run("failed-of-late"));
  }

  @Test
  void formerDatabasesGo() throws Exception {
    Protection protection = protection();
    export("f1", Retention.DEFAULT);
    Report first = load("f1", protection);
    assertThat(first.removed()).isEmpty();
    String former = first.wayBack().orElseThrow().database();

    // At most one is kept: the next swap removes it, and says so.
    export("f2", Retention.DEFAULT);
    Report second = load("f2", protection);
    assertThat(second.removed()).containsExactly(former);

    Report back =
        succeed(volume.rollback(target(), TestingVolume.assignment("back", 1), protection));
    assertThat(back.target()).isEqualTo(Report.Fate.Swapped);
    assertCopied();

    // The time of the one that is there now has come.
    String last = formers().getFirst().getFirst();
    outdate(last);
    assertACheckRemovesNothing(last);
    Assignment clean = TestingVolume.assignment("clean", 1);
    WorkOrder order =
        new WorkOrder.Cleanup(
            clean, Optional.of(target()), Optional.empty(), Retention.DEFAULT, false);
    assertThat(succeed(order).removed()).containsExactly(last);
    assertThat(formers()).isEmpty();
    assertThat(succeed(order).removed()).isEmpty();
  }

  private void assertACheckRemovesNothing(String former) throws Exception {
    WorkOrder check = new WorkOrder.Check(TestingVolume.assignment("look", 1), target());
    Report looked = succeed(check);
    assertThat(looked.removed()).isEmpty();
    assertThat(looked.wayBack().orElseThrow().database()).isEqualTo(former);
    assertThat(formers()).containsExactly(List.of(former));
  }

  private Report load(String trigger, Protection protection) throws IOException {
    Assignment assignment = TestingVolume.assignment(trigger, 1);
    return succeed(volume.load(target(), assignment, trigger, protection));
  }

  /// Turns the clock, as it were.
  private static void outdate(String former) throws SQLException {
    TestDatabase maintenance = new TestDatabase(TestServers.v18(), "postgres");
    String comment =
        maintenance.query(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '%s'"
                .formatted(former));
    maintenance.execute(
        "COMMENT ON DATABASE \"%s\" IS '%s'"
            .formatted(former, comment.replaceFirst("until=20..", "until=2001")));
  }

  private static List<List<String>> formers() throws SQLException {
    return new TestDatabase(TestServers.v18(), "postgres")
        .rows("SELECT datname FROM pg_database WHERE datname LIKE 'multiboard\\_old%'");
  }
}
