package io.multiboard.sync.engine.toc;

/// Which catalog row an entry came from: the OIDs of the catalog table and of the row; zeros where
/// an entry stands for no row.
public record CatalogId(long classOid, long objectOid) {
  /// For entries that stand for no catalog row.
  public static final CatalogId NONE = new CatalogId(0, 0);
}
