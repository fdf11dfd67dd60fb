package io.multiboard.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImportTest {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void copiesEverythingIntoATargetThatIsAbsent(TestServer server) throws SQLException {
    try (TestDatabase source = TestingShop.create(server);
        TestDatabase target = new TestDatabase(server, "absent_" + TestingShop.runId());
        var archive = TestingShop.archive(source, folder.resolve("archive"))) {
      ImportReport report =
          new Import(EventSink.NONE)
              .run(
                  TestingShop.request(
                      TestingShop.connector(server, target.name()),
                      archive,
                      TestingShop.faithful()));
      assertThat(TestingShop.differences(source, target)).isEmpty();
      assertThat(report.verified()).isTrue();
      assertThat(report.rows()).isEqualTo(3000 + 2000 + 2500 + 300 + 10 + 20 + 5 + 1);
      assertThat(report.former()).isEmpty();
      assertThat(
              target.query(
                  "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"))
          .isEqualTo("multiboard:overwritable");
    }
  }
}
