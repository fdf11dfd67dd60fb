package io.multiboard.sync.engine.catalog;

import io.multiboard.sync.postgres.Session;
import java.util.ArrayList;
import java.util.List;

/// Reads the catalog of the database that a session is in: one query per kind of object, whatever
/// the number of objects. The session should be inside the transaction whose snapshot is exported,
/// with the tables locked, so that definitions do not change between two queries. Not thread-safe.
public final class CatalogReader {
  /// Compiling these queries takes the server longer than running them. Until the transaction ends.
  private static final String NO_COMPILING = "SELECT pg_catalog.set_config('jit', 'off', true)";

  private final CatalogQueries queries;

  private CatalogReader(CatalogQueries queries) {
    this.queries = queries;
  }

  /// Reads everything. Fails with `ConcurrentSchemaChange` where an object was dropped meanwhile.
  public static Catalog read(Session session) {
    return SchemaChange.told(() -> readAll(session));
  }

  private static Catalog readAll(Session session) {
    session.execute(NO_COMPILING);
    CatalogQueries bare = new CatalogQueries(session, Memberships.NONE);
    Memberships memberships =
        new Memberships(
            bare.addressed("extension-members", row -> row.text("extension")),
            bare.addressed("initial-privileges", row -> row.texts("privileges")));
    return new CatalogReader(new CatalogQueries(session, memberships)).catalog();
  }

  private Catalog catalog() {
    return new Catalog(
        queries.list("database", DatabaseFacts::from).getFirst(),
        objects(),
        Dependencies.of(queries.list("dependencies", Dependencies.Edge::from)),
        queries.addressed("comments", row -> row.text("comment")),
        queries.addressed("extension-dependents", row -> row.texts("extensions")),
        ColumnTypes.of(queries.list("column-types", TypeFacts::from)),
        queries.list("unsupported-objects", UnsupportedObject::from));
  }

  /// The kinds, in no particular order: a new one is a line here.
  private List<CatalogObject> objects() {
    List<CatalogObject> objects = new ArrayList<>();
    objects.addAll(queries.list("schemas", Schema::from));
    objects.addAll(queries.list("extensions", Extension::from));
    objects.addAll(queries.list("enum-types", EnumType::from));
    objects.addAll(queries.list("composite-types", CompositeType::from));
    objects.addAll(queries.list("range-types", RangeType::from));
    objects.addAll(queries.list("domains", Domain::from));
    objects.addAll(queries.list("domain-constraints", DomainConstraint::from));
    objects.addAll(queries.list("routines", Routine::from));
    objects.addAll(queries.list("aggregates", Aggregate::from));
    objects.addAll(queries.list("collations", CollationObject::from));
    objects.addAll(queries.list("statistics", ExtendedStatistics::from));
    objects.addAll(queries.list("large-objects", LargeObject::from));
    objects.addAll(queries.list("default-privileges", DefaultPrivileges::from));
    objects.addAll(PresetObject.merged(queries.list("preset-objects", PresetObject::from)));
    objects.addAll(new RelationReader(queries).relations());
    objects.addAll(queries.list("column-defaults", ColumnDefault::from));
    objects.addAll(queries.list("table-constraints", TableConstraint::from));
    objects.addAll(queries.list("indexes", Index::from));
    objects.addAll(queries.list("triggers", Trigger::from));
    objects.addAll(queries.list("rules", Rule::from));
    objects.addAll(queries.list("policies", Policy::from));
    return objects;
  }
}
