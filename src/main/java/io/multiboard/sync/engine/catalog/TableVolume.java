package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;

/// How much a table holds and how it is best read.
///
/// @param estimatedRows by the last VACUUM or ANALYZE; 0 where there was none
/// @param bytes on disk, with its TOAST table and maps, without indexes
/// @param heap whether its rows have a `ctid` whose block numbers are dense, as those of the access
///   method `heap`
/// @param hashesEnum whether the partition of a row depends on the OIDs of enum values, which a
///   copy has others of
/// @param readable false for an unlogged table of a standby, which has none of its rows
public record TableVolume(
    long estimatedRows, long bytes, boolean heap, boolean hashesEnum, boolean readable) {
  static TableVolume from(CatalogRow row) throws SQLException {
    return new TableVolume(
        row.bigNumber("estimated_rows"),
        row.bigNumber("bytes"),
        row.optionalText("access_method").filter("heap"::equals).isPresent(),
        row.flag("hashes_enum"),
        row.flag("readable"));
  }
}
