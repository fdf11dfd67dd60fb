package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Catalog;
import io.multiboard.sync.engine.catalog.CatalogObject;
import io.multiboard.sync.engine.catalog.ObjectAddress;
import io.multiboard.sync.engine.catalog.TablePart;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Identifier;
import io.multiboard.sync.postgres.QualifiedName;
import io.multiboard.sync.postgres.ServerVersion;
import java.util.stream.Collectors;

/// What a writer may look at beside its object. Immutable.
///
/// @param section of the entries that create the object at hand
record Writing(Catalog catalog, Repairs repairs, Section section) {
  /// The server that was read.
  ServerVersion server() {
    return catalog.database().server();
  }

  /// Whether a default or a check is a statement of its own.
  boolean isSeparate(ObjectAddress address) {
    return repairs.separate().contains(DraftKey.object(address));
  }

  /// Whether a view is created without its query at first.
  boolean isDummy(ObjectAddress address) {
    return repairs.dummies().contains(DraftKey.object(address));
  }

  /// The statements by which an object goes with extensions that it is no member of; empty text for
  /// none.
  ///
  /// @param object its kind and its name, as SQL
  String extensions(ObjectAddress address, String object) {
    return catalog.neededExtensions(address).stream()
        .map(name ->
            "\nALTER %s DEPENDS ON EXTENSION %s;\n".formatted(object, Identifier.quote(name)))
        .collect(Collectors.joining());
  }

  /// The relation that a part belongs to, as SQL.
  static String relation(TablePart part) {
    return new QualifiedName(part.facts().schema().orElseThrow(), part.relationName()).sql();
  }

  /// The tag of an entry about a part: the relation's name and its own.
  static String tag(TablePart part) {
    return part.relationName() + " " + part.name();
  }

  /// A refusal of an object that has something which cannot be reproduced.
  static SyncException unsupported(CatalogObject object, String why) {
    return new SyncException(
        Reason.UnsupportedObject,
        "\"%s\" %s, which cannot be copied".formatted(object.facts().sqlName(), why),
        "");
  }
}
