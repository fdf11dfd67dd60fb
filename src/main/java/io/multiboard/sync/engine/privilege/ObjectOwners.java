package io.multiboard.sync.engine.privilege;

import io.multiboard.sync.postgres.Identifier;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Who owns the objects of one database. Immutable.
///
/// @param owners by what ALTER calls the object, such as `TABLE shop.part`
public record ObjectOwners(Map<String, String> owners) {
  /// Reads the database of a session.
  public static ObjectOwners read(Session session) {
    String sql = SqlResource.text(ObjectOwners.class, "owners", session.version());
    Map<String, String> owners = new LinkedHashMap<>();
    session
        .query(sql, row -> List.of(row.getString("object"), row.getString("owner")))
        .forEach(pair -> owners.put(pair.getFirst(), pair.getLast()));
    return new ObjectOwners(owners);
  }

  /// The owners other than this one.
  public Set<String> otherThan(String owner) {
    Set<String> others = new TreeSet<>(owners.values());
    others.remove(owner);
    return others;
  }

  /// The statements that give the objects of a copy the owners that those of the same name have
  /// here, for the owners that the importing role can act as.
  ///
  /// @param actors those roles
  public List<String> giveTo(ObjectOwners copy, Set<String> actors) {
    return copy.owners.entrySet().stream()
        .filter(entry -> owners.containsKey(entry.getKey()))
        .filter(entry -> !entry.getValue().equals(owners.get(entry.getKey())))
        .filter(entry -> actors.contains(owners.get(entry.getKey())))
        .map(Map.Entry::getKey)
        .map(object -> "ALTER %s OWNER TO %s".formatted(object, Identifier.quote(ownerOf(object))))
        .toList();
  }

  private String ownerOf(String object) {
    String owner = owners.get(object);
    if (owner == null) {
      throw new IllegalStateException("no owner was read for " + object);
    }
    return owner;
  }
}
