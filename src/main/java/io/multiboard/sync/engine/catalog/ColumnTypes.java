package io.multiboard.sync.engine.catalog;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which types may travel as binary COPY: those whose every part has send and receive functions,
/// none of which holds bare OIDs. Arrays and composites write the OIDs of their elements' types
/// into each value, so those with user-defined types travel as text. Immutable.
public final class ColumnTypes {
  private final Map<Long, TypeFacts> types;

  private ColumnTypes(Map<Long, TypeFacts> types) {
    this.types = types;
  }

  static ColumnTypes of(List<TypeFacts> all) {
    Map<Long, TypeFacts> types = new HashMap<>();
    all.forEach(type -> types.put(type.oid(), type));
    return new ColumnTypes(types);
  }

  /// Whether values of the type mean the same when they travel as binary.
  public boolean mayTravelAsBinary(long typeOid) {
    return mayTravelAsBinary(typeOid, new HashSet<>());
  }

  private boolean mayTravelAsBinary(long typeOid, Set<Long> seen) {
    if (!seen.add(typeOid)) {
      return true;
    }
    TypeFacts type = types.get(typeOid);
    if (type == null || !type.hasBinary() || type.holdsOids()) {
      return false;
    }
    boolean namesParts = type.array() || type.kind() == 'c';
    return type.parts().stream()
        .allMatch(part -> !(namesParts && isUserDefined(part)) && mayTravelAsBinary(part, seen));
  }

  private boolean isUserDefined(long typeOid) {
    return Optional.ofNullable(types.get(typeOid)).map(TypeFacts::userDefined).orElse(true);
  }
}
