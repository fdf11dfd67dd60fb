package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;
import java.util.Optional;

/// A collation (`pg_collation`), without the version of its provider, which is the target's own
/// affair.
///
/// @param provider `c` libc, `i` ICU, `b` built in
/// @param collate and character type: libc's locales
/// @param locale ICU's or the built-in one
/// @param rules ICU's tailoring
public record CollationObject(
    ObjectFacts facts,
    char provider,
    boolean deterministic,
    Optional<String> collate,
    Optional<String> characterType,
    Optional<String> locale,
    Optional<String> rules)
    implements CatalogObject {
  static CollationObject from(CatalogRow row) throws SQLException {
    return new CollationObject(
        row.facts(SystemCatalog.COLLATION),
        row.letter("provider"),
        row.flag("deterministic"),
        row.optionalText("collate"),
        row.optionalText("character_type"),
        row.optionalText("locale"),
        row.optionalText("rules"));
  }
}
