package io.multiboard.sync.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.judge.Judge;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleTest {
  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void isTheSameEachTime(TestServer server) throws SQLException {
    Judge judge = Judge.of(server.release());
    try (TestDatabase one = server.createDatabase();
        TestDatabase two = server.createDatabase()) {
      fill(Sample.SMALLEST, one);
      fill(Sample.SMALLEST, two);
      assertThat(judge.plainDump(one)).isEqualTo(judge.plainDump(two));
    }
  }

  @Test
  void hasTheSizeThatWasAskedFor() throws SQLException {
    long asked = 120_000_000;
    try (TestDatabase database = TestServers.v18().createDatabase()) {
      fill(Sample.ofBytes(asked), database);
      long bytes = Long.parseLong(database.query("SELECT pg_database_size(current_database())"));
      assertThat(bytes).isCloseTo(asked, Percentage.withPercentage(10));
    }
  }

  @Test
  void anOlderOneHasLessInIt() throws SQLException {
    try (TestDatabase database = TestServers.v18().createDatabase();
        Connection connection = database.connect()) {
      Sample.SMALLEST.fillOlder(connection);
      assertThat(database.query("SELECT max(placed_at) < '2025-01-01Z' FROM sales.orders"))
          .isEqualTo("t");
    }
  }

  private static void fill(Sample sample, TestDatabase database) throws SQLException {
    try (Connection connection = database.connect()) {
      sample.fill(connection);
    }
  }
}
