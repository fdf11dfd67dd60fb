package io.multiboard.sync.engine.catalog;

import io.multiboard.sync.postgres.ServerVersion;
import io.multiboard.sync.postgres.SqlResource;

/// The SQL of a catalog query for one server: the resource named for what it lists.
final class CatalogQuery {
  private CatalogQuery() {}

  static String sql(String name, ServerVersion server) {
    return SqlResource.text(CatalogQuery.class, name, server);
  }
}
