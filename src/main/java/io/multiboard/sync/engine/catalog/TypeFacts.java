package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;
import java.util.List;

/// What decides how values of a type travel.
///
/// @param hasBinary whether it has a send and a receive function
/// @param holdsOids whether values are OIDs that mean something else elsewhere (`reg*`)
/// @param userDefined whether its OID differs from database to database
/// @param array whether it is an array type
/// @param parts what it is made of: a domain's base, an array's elements, a range's bounds, the
///   columns of a composite type
record TypeFacts(
    long oid,
    char kind,
    boolean hasBinary,
    boolean holdsOids,
    boolean userDefined,
    boolean array,
    List<Long> parts) {
  static TypeFacts from(CatalogRow row) throws SQLException {
    return new TypeFacts(
        row.oid("oid"),
        row.letter("kind"),
        row.flag("has_binary"),
        row.flag("holds_oids"),
        row.flag("user_defined"),
        row.flag("array"),
        row.oids("parts"));
  }
}
