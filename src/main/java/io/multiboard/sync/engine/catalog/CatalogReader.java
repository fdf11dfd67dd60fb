package io.multiboard.sync.engine.catalog;

import io.multiboard.sync.postgres.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the catalog of the database that a session is in: one query per kind of object, whatever
/// the number of objects. The session should be inside the transaction whose snapshot is exported.
/// Not thread-safe.
public final class CatalogReader {
  private final Session session;
  private final Memberships memberships;

  private CatalogReader(Session session, Memberships memberships) {
    this.session = session;
    this.memberships = memberships;
  }

  /// Reads everything.
  public static Catalog read(Session session) {
    Memberships memberships =
        new Memberships(
            addressed(session, "extension-members", row -> row.text("extension")),
            addressed(session, "initial-privileges", row -> row.texts("privileges")));
    return new CatalogReader(session, memberships).catalog();
  }

  private Catalog catalog() {
    DatabaseFacts database = list("database", DatabaseFacts::from).getFirst();
    return new Catalog(
        database,
        objects(),
        dependencies(),
        addressed(session, "comments", row -> row.text("comment")));
  }

  /// The kinds, in no particular order: a new one is a line here.
  private List<CatalogObject> objects() {
    List<CatalogObject> objects = new ArrayList<>();
    objects.addAll(list("schemas", Schema::from));
    objects.addAll(list("extensions", Extension::from));
    objects.addAll(list("enum-types", EnumType::from));
    objects.addAll(list("composite-types", CompositeType::from));
    objects.addAll(list("range-types", RangeType::from));
    objects.addAll(list("domains", Domain::from));
    objects.addAll(list("domain-constraints", DomainConstraint::from));
    objects.addAll(list("routines", Routine::from));
    objects.addAll(list("aggregates", Aggregate::from));
    objects.addAll(list("collations", CollationObject::from));
    objects.addAll(list("statistics", ExtendedStatistics::from));
    objects.addAll(list("large-objects", LargeObject::from));
    objects.addAll(list("default-privileges", DefaultPrivileges::from));
    return objects;
  }

  private Dependencies dependencies() {
    return Dependencies.of(
        list(
            "dependencies",
            row ->
                new Dependencies.Edge(
                    new ObjectAddress(row.oid("class"), row.oid("object"), 0),
                    new ObjectAddress(row.oid("needed_class"), row.oid("needed_object"), 0))));
  }

  private <T> List<T> list(String query, RowMapper<T> mapper) {
    return list(session, memberships, query, mapper);
  }

  private static <T> List<T> list(
      Session session, Memberships memberships, String query, RowMapper<T> mapper) {
    return session.query(
        CatalogQuery.sql(query, session.version()),
        row -> mapper.map(new CatalogRow(row, memberships)));
  }

  /// The rows of a query whose columns `class`, `object` and `sub_id` are an address.
  private static <T> Map<ObjectAddress, T> addressed(
      Session session, String query, RowMapper<T> mapper) {
    Memberships none = new Memberships(Map.of(), Map.of());
    Map<ObjectAddress, T> all = new HashMap<>();
    list(
        session,
        none,
        query,
        row ->
            all.put(
                new ObjectAddress(row.oid("class"), row.oid("object"), row.number("sub_id")),
                mapper.map(row)));
    return all;
  }

  /// Makes a value of a catalog row.
  @FunctionalInterface
  interface RowMapper<T> {
    T map(CatalogRow row) throws SQLException;
  }
}
