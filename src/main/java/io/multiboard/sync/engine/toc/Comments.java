package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.CatalogObject;
import io.multiboard.sync.engine.catalog.Domain;
import io.multiboard.sync.engine.catalog.Index;
import io.multiboard.sync.engine.catalog.ObjectFacts;
import io.multiboard.sync.engine.catalog.Schema;
import io.multiboard.sync.engine.catalog.Table;
import io.multiboard.sync.engine.catalog.TableConstraint;
import io.multiboard.sync.postgres.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The COMMENT entries of an object and of its parts.
final class Comments {
  /// What initdb says about the schema `public`.
  private static final String PUBLIC = "standard public schema";

  private Comments() {}

  static List<EntryText> entries(CatalogObject object, Writing writing) {
    if (!writing.isSeparate(object.address())) {
      return List.of();
    }
    return Stream.concat(Stream.of(object), within(object, writing))
        .flatMap(one -> CommentTargets.of(one).stream())
        .flatMap(target -> entry(object, target, writing).stream())
        .toList();
  }

  /// What the statement that creates the object tells too.
  private static Stream<? extends CatalogObject> within(CatalogObject object, Writing writing) {
    return switch (object) {
      case Domain domain -> DomainWriter.inline(domain, writing);
      case Table table ->
          TableWriter.inlineChecks(table, writing).filter(TableConstraint.Check::local);
      default -> Stream.of();
    };
  }

  private static Optional<EntryText> entry(
      CatalogObject object, CommentTarget target, Writing writing) {
    Optional<String> comment = writing.catalog().comment(target.address());
    if (object instanceof Schema schema && schema.isPublic()) {
      // The target has initdb's comment, so that none is a comment too.
      comment = Optional.of(comment.orElse("")).filter(text -> !text.equals(PUBLIC));
    }
    return comment
        .map(text -> entry(object.facts(), target, text))
        .map(entry -> entry.withNeeds(new Needs.OwnObjectAnd(owner(object))));
  }

  /// The index of a constraint is created with it.
  private static List<DraftKey> owner(CatalogObject object) {
    return object instanceof Index index
        ? index.constraint().map(DraftKey::object).stream().toList()
        : List.of();
  }

  static EntryText entry(ObjectFacts facts, CommentTarget target, String comment) {
    String schema = facts.schema().map(name -> Identifier.quote(name) + ".").orElse("");
    return EntryText.completing(
        EntryKind.COMMENT,
        Section.NONE,
        facts,
        target.tag(),
        "COMMENT ON "
            + target.words()
            + " "
            + schema
            + target.name()
            + " IS "
            + Identifier.literal(comment)
            + ";\n");
  }
}
