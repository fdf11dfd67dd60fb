package io.multiboard.sync.engine.target;

import io.multiboard.sync.postgres.Connector;
import java.util.List;
import java.util.Optional;

/// The databases that a target must not be (design section 5, rule 3).
///
/// @param source the live source, where there is one; an archive names its source itself
/// @param physicalCopy the user says that the target's server is a physical copy of the other's
public record Guard(
    Optional<Connector> source, List<Production> productions, boolean physicalCopy) {
  public static final Guard NONE = new Guard(Optional.empty(), List.of(), false);

  public Guard {
    productions = List.copyOf(productions);
  }

  /// A database that holds production data.
  ///
  /// @param name where it is configured, such as `PRODUCTION_DATABASE_URL`
  /// @param lastKnownSystem the system identifier of its server when it was last read
  public record Production(String name, Connector connector, Optional<Long> lastKnownSystem) {}
}
