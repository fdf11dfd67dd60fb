package io.multiboard.sync.engine.catalog;

import io.multiboard.sync.postgres.QualifiedName;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A composite type that stands alone (`pg_type`, typtype `c`, with a relation of kind `c`).
///
/// @param relation the relation behind it, which carries its columns' comments
public record CompositeType(ObjectFacts facts, ObjectAddress relation, List<Attribute> attributes)
    implements CatalogObject {
  public CompositeType {
    attributes = List.copyOf(attributes);
  }

  /// A column.
  ///
  /// @param type as SQL
  /// @param collation where it is not the type's own
  public record Attribute(
      int number, String name, String type, Optional<QualifiedName> collation) {}

  static CompositeType from(CatalogRow row) throws SQLException {
    List<String> numbers = row.texts("numbers");
    List<String> names = row.texts("names");
    List<String> types = row.texts("types");
    List<String> schemas = row.texts("collation_schemas");
    List<String> collations = row.texts("collations");
    return new CompositeType(
        row.factsWithPrivileges(SystemCatalog.TYPE),
        SystemCatalog.RELATION.address(row.oid("relation")),
        IntStream.range(0, names.size())
            .mapToObj(at ->
                new Attribute(
                    Integer.parseInt(numbers.get(at)),
                    names.get(at),
                    types.get(at),
                    Optional.of(new QualifiedName(schemas.get(at), collations.get(at)))
                        .filter(collation -> !collation.name().isEmpty())))
            .toList());
  }
}
