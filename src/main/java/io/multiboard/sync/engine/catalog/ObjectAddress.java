package io.multiboard.sync.engine.catalog;

import java.util.Comparator;

/// Where an object stands in the system catalog, as `pg_depend` and `pg_description` name it.
///
/// @param classOid the OID of the catalog table
/// @param objectOid the OID of the row
/// @param subId the number of a column, 0 for the whole object
public record ObjectAddress(long classOid, long objectOid, int subId)
    implements Comparable<ObjectAddress> {
  private static final Comparator<ObjectAddress> ORDER =
      Comparator.comparingLong(ObjectAddress::classOid)
          .thenComparingLong(ObjectAddress::objectOid)
          .thenComparingInt(ObjectAddress::subId);

  /// The object itself, when this is one of its columns.
  public ObjectAddress whole() {
    return subId == 0 ? this : new ObjectAddress(classOid, objectOid, 0);
  }

  /// A column of this relation or composite type.
  public ObjectAddress column(int number) {
    return new ObjectAddress(classOid, objectOid, number);
  }

  @Override
  public int compareTo(ObjectAddress other) {
    return ORDER.compare(this, other);
  }
}
