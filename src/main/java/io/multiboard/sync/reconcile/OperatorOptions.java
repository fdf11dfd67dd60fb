package io.multiboard.sync.reconcile;

/// What the planners need to know of the installation.
///
/// @param image of the workers
/// @param pullPolicy of that image
/// @param serviceAccount of the workers; its token is never mounted
/// @param claimName the volume for archives of syncs that name none
/// @param maxConcurrentRuns how many runs go at a time
public record OperatorOptions(
    String image,
    String pullPolicy,
    String serviceAccount,
    String claimName,
    int maxConcurrentRuns) {}
