package io.multiboard.sync.engine.toc;

import java.util.Comparator;

/// Where a draft stands before dependencies are looked at: kind, schema, name, then what tells
/// equal names apart (the table of a trigger, the arguments of a function), at last the OID.
public record SortPlace(SortPriority priority, String schema, String name, String detail, long oid)
    implements Comparable<SortPlace> {
  private static final Comparator<SortPlace> ORDER =
      Comparator.comparing(SortPlace::priority)
          .thenComparing(SortPlace::schema)
          .thenComparing(SortPlace::name)
          .thenComparing(SortPlace::detail)
          .thenComparingLong(SortPlace::oid);

  @Override
  public int compareTo(SortPlace other) {
    return ORDER.compare(this, other);
  }
}
