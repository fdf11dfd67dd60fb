package io.multiboard.sync.kubernetes;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.multiboard.sync.manifest.Conditions;
import io.multiboard.sync.manifest.DatabaseConnection;
import io.multiboard.sync.proof.Corpus;
import io.multiboard.sync.server.TestDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Where the operator works in the tests: one installation with databases, for all classes that are
/// extended with [Opening]. It goes when the last test has ended.
///
/// @param original what is copied
record Site(Installation installation, Databases databases, TestDatabase original)
    implements AutoCloseable {
  static final String NAMESPACE = "copies";

  /// Served too, by name.
  static final String GUEST = "guest";

  static final String[] VALUES = {"maxConcurrentRuns=6", "watch.namespaces={guest}"};
  private static @Nullable Site shared;

  /// Opens it before the first class.
  static final class Opening implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
      TestCluster cluster = TestCluster.shared();
      context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(Site.class))
          .computeIfAbsent("site", _ -> open(cluster), Site.class);
    }
  }

  private static Site open(TestCluster cluster) {
    try {
      Databases databases = Databases.start(cluster.host());
      TestDatabase original = Corpus.publicOne().copyOn(databases.source());
      Installation installation = install(cluster);
      Site site = new Site(installation, databases, original);
      site.apply(
          databases.login("production", "reader")
              + databases.login("staging", "loader")
              + databases.sourceConnection("production", "production", original.name()));
      shared = site;
      return site;
    } catch (SQLException | IOException failure) {
      throw new IllegalStateException("no site for copies", failure);
    }
  }

  private static Installation install(TestCluster cluster) {
    try (KubernetesClient client = cluster.client()) {
      Installation.createNamespace(client, GUEST);
    }
    return Installation.of(cluster, NAMESPACE, VALUES);
  }

  /// Makes the guest's namespace anew, with what the chart has there.
  void restoreGuest() {
    Installation.createNamespace(installation.client(), GUEST);
    installation.helm("upgrade", VALUES);
  }

  /// The one of this JVM.
  static Site shared() {
    return requireNonNull(shared, "extend the class with Site.Opening");
  }

  /// Applies manifests in the installation's namespace.
  void apply(String manifests) {
    installation.apply(manifests);
  }

  /// A sync of the original to a target of its own.
  Copy copy(String name) throws SQLException {
    return Copy.of(this, name, "staging");
  }

  /// Whether connections were checked and work.
  boolean isReady(String... connections) {
    return Stream.of(connections)
        .map(name ->
            installation
                .client()
                .resources(DatabaseConnection.class)
                .inNamespace(installation.namespace())
                .withName(name)
                .get())
        .allMatch(connection ->
            connection.getStatus() != null
                && Conditions.holds(connection.getStatus().conditions(), "Ready"));
  }

  @Override
  public void close() throws IOException {
    installation.client().namespaces().withName(GUEST).delete();
    installation.close();
    databases.close();
  }
}
