package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;
import java.util.OptionalInt;

/// Statistics over several columns or over expressions (`pg_statistic_ext`).
///
/// @param definition the whole CREATE STATISTICS without its semicolon
/// @param target how exact they are, where it is not the default
public record ExtendedStatistics(ObjectFacts facts, String definition, OptionalInt target)
    implements CatalogObject {
  static ExtendedStatistics from(CatalogRow row) throws SQLException {
    return new ExtendedStatistics(
        row.facts(SystemCatalog.STATISTICS),
        row.text("definition"),
        row.optionalText("target")
            .map(Integer::parseInt)
            .map(OptionalInt::of)
            .orElse(OptionalInt.empty()));
  }
}
