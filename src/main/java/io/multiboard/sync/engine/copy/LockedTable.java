package io.multiboard.sync.engine.copy;

import io.multiboard.sync.postgres.QualifiedName;

/// A table that an export holds an ACCESS SHARE lock on.
record LockedTable(long oid, QualifiedName name) {
  String lockItem() {
    return "ONLY " + name.sql();
  }
}
