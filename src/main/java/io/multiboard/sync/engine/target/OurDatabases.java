package io.multiboard.sync.engine.target;

import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The databases beside a target that runs have made: shadows of runs that died, and former
/// databases. A change needs the target's lock.
public final class OurDatabases {
  private final Session session;
  private final String target;

  /// @param session in another database of the target's server
  public OurDatabases(Session session, String target) {
    this.session = session;
    this.target = target;
  }

  private record Named(String name, Marks comment) {}

  private List<Named> all() {
    return session.query(
        SqlResource.text(OurDatabases.class, "databases-of-ours", session.version()),
        row -> new Named(row.getString("name"), new Marks(row.getString("comment"))));
  }

  /// The former databases of the target, the latest first. One without a readable mark, which
  /// somebody must have edited, is not among them and is left alone.
  public List<FormerDatabase> formers() {
    return all().stream()
        .filter(database -> RunNames.isFormer(database.name(), target))
        .flatMap(database -> former(database).stream())
        .sorted(Comparator.comparing(FormerDatabase::swapped).reversed())
        .toList();
  }

  private Optional<FormerDatabase> former(Named database) {
    return database
        .comment()
        .former()
        .filter(mark -> mark.target().equals(target))
        .map(mark ->
            new FormerDatabase(database.name(), mark.runId(), mark.swapped(), mark.until()));
  }

  /// Removes the shadows that dead runs have left: those that bear our mark and those that died
  /// before they got it, which have nothing in them.
  ///
  /// @return their names
  public List<String> dropShadows(Connector server) {
    List<String> dropped = new ArrayList<>();
    for (Named database : all()) {
      if (RunNames.isShadow(database.name(), target) && isProvablyOurs(database, server)) {
        ShadowDatabase.drop(session, database.name());
        dropped.add(database.name());
      }
    }
    return dropped;
  }

  private boolean isProvablyOurs(Named database, Connector server) {
    return database.comment().isShadowOf(target)
        || (database.comment().text().isEmpty() && !Contents.any(server, database.name()));
  }

  /// Removes the former databases whose time is over, and all but the latest.
  ///
  /// @return their names
  public List<String> dropOutdated() {
    Instant now = now();
    List<FormerDatabase> formers = formers();
    List<String> dropped = new ArrayList<>();
    for (FormerDatabase former : formers) {
      if (!former.equals(formers.getFirst()) || !former.until().isAfter(now)) {
        ShadowDatabase.drop(session, former.name());
        dropped.add(former.name());
      }
    }
    return dropped;
  }

  /// The same, to its end, though the thread be interrupted: after a commit nothing is taken back.
  public List<String> dropOutdatedUninterrupted() {
    return Uninterrupted.run(this::dropOutdated, () -> {});
  }

  /// The server's clock, which alone decides how long former databases are kept.
  public Instant now() {
    return session.queryOne(
        "SELECT pg_catalog.clock_timestamp()",
        row -> row.getObject(1, java.time.OffsetDateTime.class).toInstant());
  }
}
