package io.multiboard.sync.engine.target;

import static io.multiboard.sync.postgres.Identifier.quote;

import io.multiboard.sync.engine.privilege.AclItem;
import io.multiboard.sync.engine.privilege.ActingRoles;
import io.multiboard.sync.engine.privilege.GrantPlan;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Puts a loaded shadow in the place of its target. Settings, privileges, connection limit and
/// comment are the target's own at the moment of the swap.
public final class Swap {
  private final Connector server;
  private final TargetLock lock;
  private final RunNames names;
  private final Memory memory;

  /// @param server any database of the target's server but the target itself
  /// @param memory what the target is to remember
  public Swap(Connector server, TargetLock lock, RunNames names, Memory memory) {
    this.memory = memory;
    this.server = server;
    this.lock = lock;
    this.names = names;
  }

  /// Does it, or leaves the target as it was.
  ///
  /// @param target as it was looked at before; empty where there was none
  /// @param keep how long the former database stays
  /// @return the former database; empty when there was none
  public Optional<FormerDatabase> run(Optional<TargetDatabase> target, Duration keep) {
    TargetDatabase shadow =
        TargetDatabase.read(lock.session(), names.shadow())
            .orElseThrow(() ->
                new SyncException(
                    Reason.DatabaseNotFound,
                    "the database that was loaded, \"" + names.shadow() + "\", is gone",
                    "run again"));
    return new Exchange(server, lock, names)
        .run(shadow, target, keep, (session, replaced) -> dress(session, shadow, replaced));
  }

  private void dress(Session session, TargetDatabase shadow, Optional<TargetDatabase> replaced) {
    replaced.ifPresent(old -> likeBefore(session, shadow, old));
    Set<AclItem> wanted =
        replaced.map(old -> old.privileges(session)).orElseGet(() -> builtIn(shadow.owner()));
    String owner = replaced.map(TargetDatabase::owner).orElse(shadow.owner());
    GrantPlan plan = new GrantPlan("DATABASE " + quote(shadow.name()), "", owner);
    ActingRoles.read(session)
        .runWithin(session, plan.change(shadow.privileges(session), wanted), owner);
    Marks comment = replaced.map(TargetDatabase::comment).orElse(new Marks(""));
    DatabaseMark.set(session, shadow.name(), memory.in(comment));
  }

  private static void likeBefore(Session session, TargetDatabase shadow, TargetDatabase old) {
    String name = quote(shadow.name());
    if (!old.owner().equals(shadow.owner())) {
      session.execute("ALTER DATABASE " + name + " OWNER TO " + quote(old.owner()));
    }
    if (old.connectionLimit() != shadow.connectionLimit()) {
      session.execute("ALTER DATABASE " + name + " CONNECTION LIMIT " + old.connectionLimit());
    }
    old.settings(session).forEach(setting -> session.execute(setting.sql(shadow.name())));
  }

  /// What PostgreSQL lets people do with a database when nobody has said anything.
  private static Set<AclItem> builtIn(String owner) {
    Set<AclItem> items = new LinkedHashSet<>();
    items.add(new AclItem("", "CONNECT", false, owner));
    items.add(new AclItem("", "TEMPORARY", false, owner));
    items.add(new AclItem(owner, "CONNECT", false, owner));
    items.add(new AclItem(owner, "CREATE", false, owner));
    items.add(new AclItem(owner, "TEMPORARY", false, owner));
    return items;
  }
}
