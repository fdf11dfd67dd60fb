package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Domain;
import io.multiboard.sync.engine.catalog.DomainConstraint;
import io.multiboard.sync.postgres.Identifier;
import io.multiboard.sync.postgres.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `CREATE DOMAIN` with the constraints that are part of it, and `ALTER DOMAIN … ADD CONSTRAINT`
/// for those that are not.
final class DomainWriter {
  private DomainWriter() {}

  static List<EntryText> entries(Domain domain, Writing writing) {
    String name = domain.facts().sqlName();
    StringBuilder sql = new StringBuilder("CREATE DOMAIN ").append(name);
    sql.append(" AS ").append(domain.baseType());
    domain.collation().ifPresent(collation -> sql.append(" COLLATE ").append(collation.sql()));
    sql.append(notNull(domain, writing));
    defaultValue(domain).ifPresent(value -> sql.append(" DEFAULT ").append(value));
    inline(domain, writing)
        .filter(constraint -> !constraint.notNull())
        .forEach(constraint -> sql.append("\n\t").append(clause(constraint)));
    return List.of(
        EntryText.creating(
            EntryKind.DOMAIN,
            writing.section(),
            domain.facts(),
            sql.append(";\n").toString(),
            "DROP DOMAIN " + name + ";\n"));
  }

  private static Optional<String> defaultValue(Domain domain) {
    return domain.defaultExpression().or(() -> domain.defaultLiteral().map(Identifier::literal));
  }

  /// The constraints that are written within the domain.
  static Stream<DomainConstraint> inline(Domain domain, Writing writing) {
    return writing
        .catalog()
        .domainConstraints(domain)
        .filter(constraint -> !isSeparate(constraint, writing));
  }

  /// Whether a constraint is a statement of its own.
  static boolean isSeparate(DomainConstraint constraint, Writing writing) {
    return !constraint.validated() || writing.isSeparate(constraint.address());
  }

  /// NOT NULL; with the constraint's name where the server would not choose that name by itself.
  private static String notNull(Domain domain, Writing writing) {
    Optional<DomainConstraint> constraint =
        writing.catalog().domainConstraints(domain).filter(DomainConstraint::notNull).findFirst();
    if (constraint.isEmpty()) {
      return domain.notNull() ? " NOT NULL" : "";
    }
    if (isSeparate(constraint.get(), writing)) {
      return "";
    }
    boolean named = !constraint.get().name().equals(domain.name() + "_not_null");
    return named ? " " + clause(constraint.get()) : " NOT NULL";
  }

  private static String clause(DomainConstraint constraint) {
    return "CONSTRAINT " + Identifier.quote(constraint.name()) + " " + constraint.definition();
  }

  /// The statement of a constraint that is not part of its domain; none where it is.
  static List<EntryText> entries(DomainConstraint constraint, Writing writing) {
    if (!isSeparate(constraint, writing)) {
      return List.of();
    }
    String schema = constraint.facts().schema().orElseThrow();
    String domain = new QualifiedName(schema, constraint.domainName()).sql();
    String name = Identifier.quote(constraint.name());
    return List.of(
        EntryText.creating(
                constraint.notNull() ? EntryKind.CONSTRAINT : EntryKind.CHECK_CONSTRAINT,
                Section.POST_DATA,
                constraint.facts(),
                "ALTER DOMAIN " + domain + "\n    ADD " + clause(constraint) + ";\n",
                "ALTER DOMAIN " + domain + " DROP CONSTRAINT " + name + ";\n")
            .withTag(constraint.domainName() + " " + constraint.name()));
  }
}
