package io.multiboard.sync.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestServersTest {
  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void givesEachTestADatabaseOfItsOwn(TestServer server) throws SQLException {
    try (var one = server.createDatabase();
        var two = server.createDatabase()) {
      one.execute("CREATE TABLE part (id int); INSERT INTO part VALUES (1), (2)");
      assertThat(one.query("SELECT count(*) FROM part")).isEqualTo("2");
      assertThat(two.rows("SELECT 1 FROM pg_tables WHERE tablename = 'part'")).isEmpty();
      assertThat(two.query("SHOW server_version_num"))
          .startsWith(String.valueOf(server.release().major()));
    }
  }

  @Test
  void aPrivateServerCrashesAndComesBack() throws SQLException {
    try (var server = TestServers.startPrivate(Release.V18)) {
      var database = server.createDatabase("kept");
      database.execute("CREATE TABLE part (id int)");
      server.stopImmediate();
      assertThatThrownBy(() -> database.query("SELECT 1")).isInstanceOf(SQLException.class);
      server.start();
      assertThat(database.query("SELECT count(*) FROM part")).isEqualTo("0");
    }
  }
}
