package io.multiboard.sync.order;

import java.util.List;
import java.util.Optional;

/// What a target must not be (protection rule 3), for a worker that can reach the target alone.
///
/// @param others the source, and every connection with production data
/// @param physicalCopy the user says that the target's server is a physical copy of another's
public record Protection(List<Other> others, boolean physicalCopy) {
  private static final int MOST = 500;

  public Protection {
    others = Bounds.most("others", others, MOST);
  }

  /// Why a database must not be the target.
  public enum Kind {
    Source,
    Production
  }

  /// A database that the target must not be.
  ///
  /// @param connection the name of its DatabaseConnection
  /// @param identity as a check has read it for this run; empty where it could not be read
  /// @param lastKnownSystem the system identifier of the last check that could read it; without
  ///   either no target is safe
  public record Other(
      String connection,
      Kind kind,
      Optional<DatabaseIdentity> identity,
      Optional<String> lastKnownSystem) {
    public Other {
      Bounds.name("connection", connection);
      lastKnownSystem.ifPresent(system ->
          Bounds.require(
              system.matches("\\d{1,20}"), "lastKnownSystem", "is no system identifier"));
    }
  }
}
