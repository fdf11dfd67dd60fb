package io.multiboard.sync.reconcile;

import io.multiboard.sync.manifest.Resolved.Endpoint;
import io.multiboard.sync.manifest.WorkerSpec;
import io.multiboard.sync.order.WorkOrder;
import java.util.Optional;

/// A worker that is to be made.
///
/// @param endpoint the database that it may log in to
/// @param claimName the volume with the archives, where it needs that
/// @param deadlineSeconds after which the cluster ends it, whoever watches
public record WorkerJob(
    ResourceName job,
    WorkOrder order,
    Endpoint endpoint,
    Optional<String> claimName,
    WorkerSpec worker,
    Optional<Long> deadlineSeconds) {}
