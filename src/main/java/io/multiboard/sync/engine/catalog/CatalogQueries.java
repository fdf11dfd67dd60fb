package io.multiboard.sync.engine.catalog;

import io.multiboard.sync.postgres.Session;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The catalog queries of one session. Not thread-safe.
final class CatalogQueries {
  private final Session session;
  private final Memberships memberships;

  CatalogQueries(Session session, Memberships memberships) {
    this.session = session;
    this.memberships = memberships;
  }

  /// Makes a value of a catalog row.
  @FunctionalInterface
  interface RowMapper<T> {
    T map(CatalogRow row) throws SQLException;
  }

  /// The rows of the query of that name.
  <T> List<T> list(String query, RowMapper<T> mapper) {
    return run(CatalogQuery.sql(query, session.version()), mapper);
  }

  /// The rows of SQL text.
  <T> List<T> run(String sql, RowMapper<T> mapper) {
    return session.query(sql, row -> mapper.map(new CatalogRow(row, memberships)));
  }

  /// The rows of a query whose columns `class`, `object` and `sub_id` are an address.
  <T> Map<ObjectAddress, T> addressed(String query, RowMapper<T> mapper) {
    Map<ObjectAddress, T> all = new HashMap<>();
    list(
        query,
        row ->
            all.put(
                new ObjectAddress(row.oid("class"), row.oid("object"), row.number("sub_id")),
                mapper.map(row)));
    return all;
  }
}
