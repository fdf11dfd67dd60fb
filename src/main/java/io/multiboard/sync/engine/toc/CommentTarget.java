package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.ObjectAddress;
import io.multiboard.sync.postgres.Identifier;

/// What COMMENT calls an object or a part of it.
///
/// @param address where the comment stands in the catalog
/// @param words such as `TABLE`, or `TRIGGER name ON`
/// @param name SQL text without the schema
record CommentTarget(ObjectAddress address, String words, String name) {
  /// A column of a relation or composite type.
  static CommentTarget column(ObjectAddress address, String relation, String column) {
    return new CommentTarget(
        address, "COLUMN", Identifier.quote(relation) + "." + Identifier.quote(column));
  }

  /// What archives show as the comment's name.
  String tag() {
    return words + " " + name;
  }
}
