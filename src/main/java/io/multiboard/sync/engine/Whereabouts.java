package io.multiboard.sync.engine;

import io.multiboard.sync.engine.preflight.Identity;
import io.multiboard.sync.engine.target.Contents;
import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.engine.target.OurDatabases;
import io.multiboard.sync.engine.target.TargetDatabase;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Which database something is, and what it says of itself: for those who cannot reach it.
///
/// @param place empty where the role may not read the server's identity
/// @param empty whether it holds nothing worth keeping
/// @param overwritable whether it carries the mark of protection rule 2
/// @param done what asked for the runs that filled it; see [io.multiboard.sync.engine.target.Marks]
public record Whereabouts(
    String serverVersion,
    Optional<Guard.Place> place,
    boolean empty,
    boolean overwritable,
    List<String> done) {
  /// Looks at a database that is there.
  public static Whereabouts read(Connector connector) {
    String name = connector.address().database();
    try (Session session = connector.open()) {
      Optional<TargetDatabase> database = TargetDatabase.read(session, name);
      return new Whereabouts(
          session.version().text(),
          place(session, name),
          !Contents.any(session),
          database.map(found -> found.comment().overwritable()).orElse(false),
          database.map(found -> found.comment().done()).orElse(List.of()));
    }
  }

  private static Optional<Guard.Place> place(Session session, String name) {
    Instant read = new OurDatabases(session, name).now();
    return Identity.readIfAllowed(session, name)
        .flatMap(identity ->
            identity
                .oid()
                .map(oid -> new Guard.Place(identity.system(), oid, identity.started(), read)));
  }
}
