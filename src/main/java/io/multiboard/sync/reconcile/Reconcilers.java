package io.multiboard.sync.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;

/// What follows each of the three resources.
///
/// @param connections follows connections
/// @param syncs follows syncs
/// @param runs follows runs; asks workers until it is closed
public record Reconcilers(
    ConnectionReconciler connections, SyncReconciler syncs, RunReconciler runs)
    implements AutoCloseable {
  /// @param identity of this operator, for events
  public static Reconcilers of(
      KubernetesClient client, OperatorOptions options, Clock clock, String identity) {
    Cluster cluster = new Cluster(client, options, clock, identity);
    return new Reconcilers(
        new ConnectionReconciler(cluster, clock),
        new SyncReconciler(cluster, clock),
        new RunReconciler(cluster, options, clock));
  }

  @Override
  public void close() {
    runs.close();
  }
}
