package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// An extension (`pg_extension`). Its members are created by its script.
///
/// @param targetSchema the schema that its objects are in, unquoted
/// @param configuration the members whose contents are the user's
public record Extension(ObjectFacts facts, String targetSchema, List<Configuration> configuration)
    implements CatalogObject {
  private static final Pattern WHERE =
      Pattern.compile("\\s*WHERE\\b(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  public Extension {
    configuration = List.copyOf(configuration);
  }

  /// A table or sequence whose contents the extension's script does not make, or not all of them.
  ///
  /// @param condition SQL that chooses the rows which are the user's; empty for all
  public record Configuration(ObjectAddress relation, Optional<String> condition) {}

  static Extension from(CatalogRow row) throws SQLException {
    List<Long> relations = row.oids("configuration");
    List<String> conditions = row.texts("conditions");
    return new Extension(
        row.facts(SystemCatalog.EXTENSION),
        row.text("target_schema"),
        IntStream.range(0, relations.size())
            .mapToObj(at ->
                new Configuration(
                    SystemCatalog.RELATION.address(relations.get(at)),
                    condition(conditions.get(at))))
            .toList());
  }

  /// The catalog keeps `WHERE …`, or empty text.
  private static Optional<String> condition(String clause) {
    Matcher where = WHERE.matcher(clause);
    return where.matches()
        ? Optional.of(where.group(1).strip())
        : Optional.of(clause.strip()).filter(text -> !text.isEmpty());
  }
}
