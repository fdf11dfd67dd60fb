package io.multiboard.sync.engine.preflight;

import io.multiboard.sync.engine.target.DatabaseSessions;
import io.multiboard.sync.engine.target.Finding;
import io.multiboard.sync.engine.target.TargetDatabase;
import io.multiboard.sync.postgres.ServerVersion;
import java.util.List;
import java.util.Optional;

/// A target as it was found before a run.
///
/// @param database empty where there is none of that name
/// @param empty whether it holds nothing worth keeping, or is not there
/// @param clients the sessions on it
public record TargetView(
    ServerVersion server,
    LoginRole login,
    Optional<TargetDatabase> database,
    boolean empty,
    List<DatabaseSessions.Client> clients,
    List<Finding> findings) {
  public TargetView {
    clients = List.copyOf(clients);
    findings = List.copyOf(findings);
  }
}
