package io.multiboard.sync.order;

/// Which attempt at which run an order is.
///
/// @param namespace of the resources
/// @param subject the name of the sync; of the connection, where only that is checked
/// @param run the name of the run's resource
/// @param runId the same for all workers and attempts of a run
/// @param attempt from 1; a later one ends what is left of the earlier ones
public record Assignment(String namespace, String subject, String run, RunId runId, int attempt) {
  private static final int MOST_ATTEMPTS = 10_000;

  public Assignment {
    Bounds.name("namespace", namespace);
    Bounds.name("subject", subject);
    Bounds.name("run", run);
    Bounds.range("attempt", attempt, 1, MOST_ATTEMPTS);
  }

  /// The name of the file beside the archive that holds the outcome.
  public String outcomeFile(Role role) {
    return "outcome-" + role.text() + "-" + attempt + ".json";
  }
}
