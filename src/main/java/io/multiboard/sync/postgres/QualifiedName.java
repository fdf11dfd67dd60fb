package io.multiboard.sync.postgres;

/// A name within a schema, both unquoted.
public record QualifiedName(String schema, String name) implements Comparable<QualifiedName> {
  /// The name as SQL, each part quoted where it must be.
  public String sql() {
    return Identifier.quote(schema) + "." + Identifier.quote(name);
  }

  /// The name as people read it; not for SQL.
  public String display() {
    return schema + "." + name;
  }

  @Override
  public int compareTo(QualifiedName other) {
    int bySchema = schema.compareTo(other.schema);
    return bySchema != 0 ? bySchema : name.compareTo(other.name);
  }
}
