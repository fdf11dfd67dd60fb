package io.multiboard.sync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.manifest.ConnectionSpec;
import io.multiboard.sync.manifest.DatabaseConnection;
import io.multiboard.sync.manifest.DatabaseSync;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResolutionTest {
  private static final GoldenCase STARTS =
      new GoldenCase(
          Path.of(
              System.getProperty("multiboard.test.root", "."),
              "src/test/resources/reconcile/run/starts"));

  /// The case "starts" among so many other Production connections.
  private static Resolution among(int others) throws IOException {
    List<DatabaseConnection> all = new ArrayList<>(STARTS.all(DatabaseConnection.class));
    ConnectionSpec production =
        all.stream()
            .map(DatabaseConnection::getSpec)
            .filter(spec -> spec.environment() == ConnectionSpec.Environment.Production)
            .findFirst()
            .orElseThrow();
    for (int other = 0; other < others; other++) {
      DatabaseConnection connection = new DatabaseConnection();
      connection.getMetadata().setNamespace("shop");
      connection.getMetadata().setName("production-" + other);
      connection.setSpec(production);
      all.add(connection);
    }
    return new Resolution(
        new RunObservation(
            STARTS.now(),
            STARTS.all(DatabaseSyncRun.class).getFirst(),
            STARTS.all(DatabaseSync.class).stream().findFirst(),
            all,
            0,
            List.of(),
            Map.of(),
            new OperatorOptions("multiboard-sync:test", "Never", "default", "archives", 2)));
  }

  @Test
  void keepsClearOfAsManyProductionDatabasesAsItsStatusCanTell() throws IOException {
    assertThat(among(200).resolve().production()).hasSize(200);
    Resolution tooMany = among(201);
    assertThatThrownBy(tooMany::resolve)
        .isInstanceOfSatisfying(
            SyncException.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(Reason.InvalidConfiguration);
              assertThat(refused).hasMessageContaining("201 Production connections");
              assertThat(refused.remedy()).contains("serve fewer namespaces");
            });
  }
}
