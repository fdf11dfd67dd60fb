package io.multiboard.sync.engine.target;

import io.multiboard.sync.postgres.Connector;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The databases that a target must not be (design section 5, rule 3).
///
/// @param source the live source, where there is one; an archive names its source itself
/// @param known further ones, that this process cannot reach
/// @param physicalCopy the user says that the target's server is a physical copy of the other's
public record Guard(
    Optional<Connector> source,
    List<Production> productions,
    List<Known> known,
    boolean physicalCopy) {
  public static final Guard NONE = new Guard(Optional.empty(), List.of(), false);

  public Guard {
    productions = List.copyOf(productions);
    known = List.copyOf(known);
  }

  /// Of databases that can all be reached.
  public Guard(Optional<Connector> source, List<Production> productions, boolean physicalCopy) {
    this(source, productions, List.of(), physicalCopy);
  }

  /// A database that only somebody else can reach, who has told what it is.
  ///
  /// @param name as the user knows it, such as `the source "shop"`
  /// @param production whether it holds production data; otherwise it is the source
  /// @param place empty where it could not be read
  /// @param lastKnownSystem the system identifier when it was last read
  public record Known(
      String name, boolean production, Optional<Place> place, Optional<Long> lastKnownSystem) {}

  /// Which database something was when it was looked at.
  ///
  /// @param started when its server was started
  /// @param read when this was read, by its server's clock
  public record Place(long system, long database, Instant started, Instant read) {}

  /// A database that holds production data.
  ///
  /// @param name where it is configured, such as `PRODUCTION_DATABASE_URL`
  /// @param lastKnownSystem the system identifier of its server when it was last read
  public record Production(String name, Connector connector, Optional<Long> lastKnownSystem) {}
}
