package io.multiboard.sync.engine.catalog;

/// The catalog tables whose rows are objects, with the OIDs that every release gives them (the
/// `CATALOG` lines of `src/include/catalog/*.h`).
public enum SystemCatalog {
  TYPE(1247),
  ROUTINE(1255),
  RELATION(1259),
  DATABASE(1262),
  DEFAULT_ACL(826),
  CONSTRAINT(2606),
  COLUMN_DEFAULT(2604),
  LARGE_OBJECT(2613),
  SCHEMA(2615),
  RULE(2618),
  TRIGGER(2620),
  EXTENSION(3079),
  STATISTICS(3381),
  COLLATION(3456),
  POLICY(3256);

  private final long oid;

  SystemCatalog(long oid) {
    this.oid = oid;
  }

  /// The OID of the catalog table.
  public long oid() {
    return oid;
  }

  /// The address of a row of this catalog table.
  public ObjectAddress address(long objectOid) {
    return new ObjectAddress(oid, objectOid, 0);
  }
}
