package io.multiboard.sync.failure;

/// Why something failed or was refused. The name is what conditions, events, metric labels and exit
/// texts show, so it is part of the public interface: names are added, never changed.
public enum Reason {
  // What the user typed or wrote
  InvalidUsage(Retry.NEVER),
  InvalidConfiguration(Retry.NEVER),
  // Reaching a server
  DnsFailure(Retry.HELPS),
  Unreachable(Retry.HELPS),
  TlsRejected(Retry.NEVER),
  AuthenticationFailed(Retry.NEVER),
  PasswordChanged(Retry.HELPS),
  DatabaseNotFound(Retry.NEVER),
  SecretNotFound(Retry.NEVER),
  TooManyConnections(Retry.HELPS),
  ConnectionLost(Retry.HELPS),
  ServerShutDown(Retry.HELPS),
  ReadOnlyServer(Retry.HELPS),
  UnsupportedVersion(Retry.NEVER),
  // Protection of targets
  OverwriteNotAllowed(Retry.NEVER),
  TargetNotMarked(Retry.NEVER),
  TargetIsProduction(Retry.NEVER),
  TargetIsSource(Retry.NEVER),
  TargetIsMaintenanceDatabase(Retry.NEVER),
  PhysicalCopy(Retry.NEVER),
  TargetBusy(Retry.HELPS),
  // Preflight
  MissingRole(Retry.NEVER),
  MissingExtension(Retry.NEVER),
  MissingPrivilege(Retry.NEVER),
  TargetInUse(Retry.NEVER),
  TargetOnlyObjects(Retry.NEVER),
  UnsupportedObject(Retry.NEVER),
  UnsupportedStrategy(Retry.NEVER),
  UnsupportedEncoding(Retry.NEVER),
  NoFormerDatabase(Retry.NEVER),
  // Running
  LockTimeout(Retry.HELPS),
  StatementTimeout(Retry.HELPS),
  Deadlock(Retry.HELPS),
  SerializationFailure(Retry.HELPS),
  ConcurrentSchemaChange(Retry.HELPS),
  ConstraintViolated(Retry.NEVER),
  StatementFailed(Retry.NEVER),
  DiskFull(Retry.NEVER),
  Cancelled(Retry.NEVER),
  Interrupted(Retry.HELPS),
  ExportLost(Retry.HELPS),
  VerificationFailed(Retry.NEVER),
  OutOfMemory(Retry.NEVER),
  // Archives and their storage
  ArchiveExists(Retry.NEVER),
  ArchiveNotFound(Retry.NEVER),
  ArchiveCorrupt(Retry.NEVER),
  ArchiveUnsupported(Retry.NEVER),
  ArchiveStorageFull(Retry.NEVER),
  StorageError(Retry.HELPS),
  // Operator and workers
  SyncNotFound(Retry.NEVER),
  ConnectionNotFound(Retry.NEVER),
  DeadlineExceeded(Retry.NEVER),
  WorkerLost(Retry.HELPS),
  OOMKilled(Retry.HELPS),
  // Ours
  InternalError(Retry.NEVER);

  private enum Retry {
    HELPS,
    NEVER
  }

  private final Retry retry;

  Reason(Retry retry) {
    this.retry = retry;
  }

  /// Whether doing the same again later, with nothing changed by a person, may succeed.
  public boolean retryHelps() {
    return retry == Retry.HELPS;
  }
}
