package io.multiboard.sync.engine.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What other catalogs say about objects of any kind: the extension that they belong to
/// (`pg_depend`, deptype `e`) and the privileges that initdb or the extension left
/// (`pg_init_privs`).
record Memberships(
    Map<ObjectAddress, String> extensions, Map<ObjectAddress, List<String>> initialPrivileges) {
  static final Memberships NONE = new Memberships(Map.of(), Map.of());

  Memberships {
    extensions = Map.copyOf(extensions);
    initialPrivileges = Map.copyOf(initialPrivileges);
  }

  Optional<String> extensionOf(ObjectAddress address) {
    return Optional.ofNullable(extensions.get(address));
  }

  Optional<List<String>> initialPrivileges(ObjectAddress address) {
    return Optional.ofNullable(initialPrivileges.get(address));
  }
}
