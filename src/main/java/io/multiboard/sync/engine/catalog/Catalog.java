package io.multiboard.sync.engine.catalog;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What one snapshot of a database's system catalog held: the objects of every kind that this
/// release can reproduce, their dependencies and comments. Immutable.
public final class Catalog {
  private final DatabaseFacts database;
  private final Map<ObjectAddress, CatalogObject> objects;
  private final Map<ObjectAddress, List<TablePart>> parts;
  private final Map<ObjectAddress, ColumnDefault> defaults;
  private final Dependencies dependencies;
  private final Map<ObjectAddress, String> comments;
  private final Map<ObjectAddress, List<String>> neededExtensions;
  private final ColumnTypes types;
  private final List<UnsupportedObject> unsupported;
  private final Map<ObjectAddress, Extension.Configuration> configurations;
  private final Map<ObjectAddress, List<DomainConstraint>> domainConstraints;

  Catalog(
      DatabaseFacts database,
      List<CatalogObject> objects,
      Dependencies dependencies,
      Map<ObjectAddress, String> comments,
      Map<ObjectAddress, List<String>> neededExtensions,
      ColumnTypes types,
      List<UnsupportedObject> unsupported) {
    this.database = database;
    this.objects = new LinkedHashMap<>(objects.size() * 2);
    objects.forEach(object -> this.objects.put(object.address(), object));
    this.parts = partsByRelation(objects);
    this.defaults =
        objects(ColumnDefault.class)
            .collect(
                Collectors.toMap(
                    value -> value.relation().column(value.number()), Function.identity()));
    this.dependencies = dependencies;
    this.comments = Map.copyOf(comments);
    this.neededExtensions = Map.copyOf(neededExtensions);
    this.types = types;
    this.unsupported = List.copyOf(unsupported);
    this.configurations =
        objects(Extension.class)
            .flatMap(extension -> extension.configuration().stream())
            .collect(
                Collectors.toMap(Extension.Configuration::relation, each -> each, (one, _) -> one));
    this.domainConstraints =
        objects(DomainConstraint.class).collect(Collectors.groupingBy(DomainConstraint::domain));
  }

  /// What belongs to each relation, by name.
  private static Map<ObjectAddress, List<TablePart>> partsByRelation(List<CatalogObject> objects) {
    return objects.stream()
        .filter(TablePart.class::isInstance)
        .map(TablePart.class::cast)
        .sorted(Comparator.comparing(TablePart::name))
        .collect(Collectors.groupingBy(TablePart::relation));
  }

  public DatabaseFacts database() {
    return database;
  }

  /// All objects, kind after kind.
  public Stream<CatalogObject> objects() {
    return objects.values().stream();
  }

  /// The objects of one kind.
  public <T extends CatalogObject> Stream<T> objects(Class<T> kind) {
    return objects().filter(kind::isInstance).map(kind::cast);
  }

  /// The object at an address; a column's address finds its relation.
  public Optional<CatalogObject> find(ObjectAddress address) {
    return Optional.ofNullable(objects.get(address.whole()));
  }

  /// The object at an address when it is of one kind.
  public <T extends CatalogObject> Optional<T> find(ObjectAddress address, Class<T> kind) {
    return find(address).filter(kind::isInstance).map(kind::cast);
  }

  /// What of one kind belongs to a relation, by name.
  public <T extends TablePart> List<T> parts(ObjectAddress relation, Class<T> kind) {
    return parts.getOrDefault(relation, List.of()).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /// The default, or the generation expression, of a column.
  public Optional<ColumnDefault> columnDefault(ObjectAddress relation, Column column) {
    return Optional.ofNullable(defaults.get(relation.column(column.number())));
  }

  /// The constraints of a domain, in the order of their names.
  public Stream<DomainConstraint> domainConstraints(Domain domain) {
    return domainConstraints.getOrDefault(domain.address(), List.of()).stream();
  }

  /// What of a member of an extension is the user's; empty where the extension's script makes it
  /// whole.
  public Optional<Extension.Configuration> configuration(ObjectAddress member) {
    return Optional.ofNullable(configurations.get(member));
  }

  /// Whether an extension's script makes a relation with all that is in it.
  public boolean isPreset(Relation relation) {
    return relation.facts().extension().isPresent() && configuration(relation.address()).isEmpty();
  }

  /// Whether a table has rows of its own that belong to a copy.
  public boolean hasRows(Table table) {
    return !table.isPartitioned() && !isPreset(table) && table.volume().readable();
  }

  /// The tables whose own rows belong to a copy.
  public Stream<RowTable> rowTables() {
    return objects(Table.class)
        .filter(this::hasRows)
        .map(table -> RowTable.of(table, types, condition(table)));
  }

  private Optional<String> condition(Table table) {
    return configuration(table.address()).flatMap(Extension.Configuration::condition);
  }

  /// The objects that cannot be reproduced, sorted by kind and name.
  public List<UnsupportedObject> unsupported() {
    return unsupported;
  }

  /// What needs what, by `pg_depend`.
  public Dependencies dependencies() {
    return dependencies;
  }

  /// The comment on an object or on a column.
  public Optional<String> comment(ObjectAddress address) {
    return Optional.ofNullable(comments.get(address));
  }

  /// The extensions that an object goes with though it is no member (`DEPENDS ON EXTENSION`).
  public List<String> neededExtensions(ObjectAddress address) {
    return neededExtensions.getOrDefault(address, List.of());
  }

  /// How the types of columns travel.
  public ColumnTypes types() {
    return types;
  }
}
