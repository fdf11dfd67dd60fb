package io.multiboard.sync.engine.privilege;

import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlResource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who may do what with the objects of one database. Immutable.
public record ObjectPrivileges(Map<Thing, Held> things) {
  /// An object, or a column of one.
  ///
  /// @param object what GRANT calls it, such as `TABLE shop.part`
  /// @param column quoted; empty text for the object itself
  public record Thing(String object, String column) {
    Thing whole() {
      return new Thing(object, "");
    }
  }

  /// The privileges on a thing that are in force, granted or built in.
  public record Held(String owner, Set<AclItem> items) {
    /// The same privileges on a thing of another owner: that owner passes them on, and has itself
    /// what owners have there; the owner from before keeps what it could do, as anyone else.
    Held ownedLike(Held other) {
      if (owner.equals(other.owner)) {
        return this;
      }
      Set<AclItem> moved = new LinkedHashSet<>();
      other.items.stream().filter(item -> item.grantee().equals(other.owner)).forEach(moved::add);
      items.stream()
          .filter(item -> !item.grantee().equals(other.owner))
          .map(item -> item.grantor().equals(owner) ? item.grantedBy(other.owner) : item)
          .forEach(moved::add);
      return new Held(other.owner, moved);
    }
  }

  private record Line(Thing thing, String owner, Optional<AclItem> item) {
    static Line read(ResultSet row) throws SQLException {
      boolean none = row.getString("privilege") == null;
      return new Line(
          new Thing(row.getString("object"), row.getString("field")),
          row.getString("owner"),
          none ? Optional.empty() : Optional.of(AclItem.read(row)));
    }
  }

  /// Reads the database of a session.
  public static ObjectPrivileges read(Session session) {
    String sql = SqlResource.text(ObjectPrivileges.class, "object-privileges", session.version());
    Map<Thing, Held> things = new LinkedHashMap<>();
    for (Line line : session.query(sql, Line::read)) {
      Held held =
          things.computeIfAbsent(
              line.thing(), thing -> new Held(line.owner(), new LinkedHashSet<>()));
      line.item().ifPresent(held.items()::add);
    }
    return new ObjectPrivileges(things);
  }

  /// The statements that give the objects and columns of a copy what those of the same name have
  /// here. What only one of the two has is left as it is.
  ///
  /// @param copy was made by the server that these privileges were read from
  public List<RoleStatement> giveTo(ObjectPrivileges copy) {
    List<RoleStatement> statements = new ArrayList<>();
    things.forEach((thing, held) -> {
      Optional<Held> whole = Optional.ofNullable(copy.things.get(thing.whole()));
      whole.ifPresent(object -> statements.addAll(copy.change(thing, held, object)));
    });
    return statements;
  }

  private List<RoleStatement> change(Thing thing, Held wanted, Held object) {
    Set<AclItem> current = things.getOrDefault(thing, new Held(object.owner(), Set.of())).items();
    GrantPlan plan = new GrantPlan(thing.object(), thing.column(), object.owner());
    return plan.change(current, wanted.ownedLike(object).items());
  }

  /// Without the columns that the database of this session has not.
  public ObjectPrivileges withColumnsOf(Session session) {
    Map<Thing, Held> kept = new LinkedHashMap<>(things);
    kept.keySet().removeIf(thing -> !thing.column().isEmpty() && !exists(session, thing));
    return new ObjectPrivileges(kept);
  }

  private static boolean exists(Session session, Thing thing) {
    return session
        .queryFirst(
            """
            SELECT 1 FROM pg_catalog.pg_attribute a
             WHERE a.attrelid = pg_catalog.to_regclass(?)
               AND pg_catalog.quote_ident(a.attname) = ? AND NOT a.attisdropped
            """,
            row -> row.getInt(1),
            thing.object().substring("TABLE ".length()),
            thing.column())
        .isPresent();
  }
}
