package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.CatalogObject;
import io.multiboard.sync.engine.catalog.CompositeType;
import io.multiboard.sync.engine.catalog.EnumType;
import io.multiboard.sync.engine.catalog.RangeType;
import io.multiboard.sync.postgres.Identifier;
import io.multiboard.sync.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// `CREATE TYPE`: enums, composites, ranges and the shells of types.
final class TypeWriter {
  private TypeWriter() {}

  static List<EntryText> entries(EnumType type, Writing writing) {
    String labels =
        type.labels().stream()
            .map(label -> "\n    " + Identifier.literal(label))
            .collect(Collectors.joining(","));
    return List.of(entry(type, writing, " AS ENUM (" + labels + "\n);\n"));
  }

  static List<EntryText> entries(CompositeType type, Writing writing) {
    String attributes =
        type.attributes().stream()
            .map(attribute -> "\n\t" + attribute(attribute))
            .collect(Collectors.joining(","));
    return List.of(entry(type, writing, " AS (" + attributes + "\n);\n"));
  }

  private static String attribute(CompositeType.Attribute attribute) {
    return Identifier.quote(attribute.name())
        + " "
        + attribute.type()
        + attribute.collation().map(collation -> " COLLATE " + collation.sql()).orElse("");
  }

  static List<EntryText> entries(RangeType type, Writing writing) {
    List<String> options = new ArrayList<>();
    options.add("subtype = " + type.subtype());
    add(options, "multirange_type_name", type.multirange());
    add(options, "subtype_opclass", type.operatorClass().map(QualifiedName::sql));
    add(options, "collation", type.collation().map(QualifiedName::sql));
    add(options, "canonical", type.canonical());
    add(options, "subtype_diff", type.difference());
    String list = String.join(",\n    ", options);
    return List.of(entry(type, writing, " AS RANGE (\n    " + list + "\n);\n"));
  }

  private static void add(List<String> options, String option, Optional<String> value) {
    value.ifPresent(text -> options.add(option + " = " + text));
  }

  /// The shell of a type, which goes before the functions that the type is made of. It has no drop
  /// statement, by which readers know that its owner must not be set yet.
  static EntryText shell(RangeType type) {
    return EntryText.creating(
        EntryKind.SHELL_TYPE,
        Section.PRE_DATA,
        type.facts(),
        "CREATE TYPE " + type.facts().sqlName() + ";\n",
        "");
  }

  private static EntryText entry(CatalogObject type, Writing writing, String rest) {
    String name = type.facts().sqlName();
    return EntryText.creating(
        EntryKind.TYPE,
        writing.section(),
        type.facts(),
        "CREATE TYPE " + name + rest,
        "DROP TYPE " + name + ";\n");
  }
}
