package io.multiboard.sync.engine.catalog;

import java.util.List;
import java.util.Optional;

/// Who may do what with an object, as `aclitem` texts (`grantee=privileges/grantor`).
///
/// @param granted the object's own list; empty where the catalog holds NULL, which means the
///   built-in default
/// @param builtIn what PostgreSQL gives when nothing was granted (`acldefault`)
/// @param initial what initdb or the object's extension left (`pg_init_privs`); empty where nothing
public record Privileges(
    Optional<List<String>> granted, List<String> builtIn, Optional<List<String>> initial) {
  /// For objects that have no privileges.
  public static final Privileges NONE =
      new Privileges(Optional.empty(), List.of(), Optional.empty());

  public Privileges {
    granted = granted.map(List::copyOf);
    builtIn = List.copyOf(builtIn);
    initial = initial.map(List::copyOf);
  }

  /// What the object's creation gives on the target, before any GRANT.
  public List<String> before() {
    return initial.orElse(builtIn);
  }

  /// What it has on the source.
  public List<String> after() {
    return granted.orElse(builtIn);
  }

  /// The same, starting from other initial privileges.
  public Privileges startingFrom(List<String> other) {
    return new Privileges(granted, builtIn, Optional.of(other));
  }
}
