package io.multiboard.sync.worker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.order.DatabaseAccess;
import io.multiboard.sync.order.Protection;
import io.multiboard.sync.order.WorkOrder;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.server.TestServers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fencing where source and target are on one server, under one role.
class WorkTest {
  @TempDir Path folder;

  @Test
  void laterAttemptsEndEarlierOnesOfTheirOwnRoleAlone() throws Exception {
    TestingVolume volume = new TestingVolume(folder);
    DatabaseAccess access = volume.access(TestServers.v18().port(), "postgres");
    WorkOrder load =
        volume.load(
            access, TestingVolume.assignment("one", 2), "one", new Protection(List.of(), false));
    WorkOrder again = volume.export(access, TestingVolume.assignment("one", 2));
    Connector export =
        Work.login(access, volume.export(access, TestingVolume.assignment("one", 1)));
    try (Session session = export.open()) {
      Work.fence(Work.login(access, load), load);
      session.execute("SELECT 1");
      Work.fence(Work.login(access, again), again);
      assertThatThrownBy(() -> session.execute("SELECT 1")).isInstanceOf(SyncException.class);
    }
  }
}
