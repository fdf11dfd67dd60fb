package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.ObjectFacts;
import java.util.List;
import java.util.Optional;

/// An entry before it has a number: what a writer makes of an object.
///
/// @param owner empty where the kind has no owner
public record EntryText(
    EntryKind kind,
    Section section,
    String tag,
    Optional<String> namespace,
    Optional<String> owner,
    Body body,
    Needs needs) {
  /// What an entry holds.
  public sealed interface Body {
    /// SQL text; see [TocEntry.Statement].
    record Sql(
        String definition, String drop, Optional<String> tablespace, Optional<String> accessMethod)
        implements Body {}

    /// Rows of a table; see [TocEntry.TableData].
    record Rows(String copyStatement, Optional<String> partitionRoot) implements Body {}

    /// The contents of all large objects.
    record LargeObjectContents() implements Body {}
  }

  /// The entry that creates an object: tag, schema and owner are the object's.
  public static EntryText creating(
      EntryKind kind, Section section, ObjectFacts facts, String definition, String drop) {
    return new EntryText(
        kind,
        section,
        facts.name(),
        facts.schema(),
        Optional.of(facts.owner()).filter(owner -> !owner.isEmpty()),
        new Body.Sql(definition, drop, Optional.empty(), Optional.empty()),
        new Needs.AsSorted());
  }

  /// An entry that belongs to an object that another entry of the same draft creates.
  public static EntryText completing(
      EntryKind kind, Section section, ObjectFacts facts, String tag, String definition) {
    return creating(kind, section, facts, definition, "")
        .withTag(tag)
        .withNeeds(new Needs.OwnObjectAnd(List.of()));
  }

  public EntryText withTag(String other) {
    return new EntryText(kind, section, other, namespace, owner, body, needs);
  }

  public EntryText withNamespace(Optional<String> other) {
    return new EntryText(kind, section, tag, other, owner, body, needs);
  }

  public EntryText withOwner(Optional<String> other) {
    return new EntryText(kind, section, tag, namespace, other, body, needs);
  }

  public EntryText withNeeds(Needs other) {
    return new EntryText(kind, section, tag, namespace, owner, body, other);
  }

  public EntryText withBody(Body other) {
    return new EntryText(kind, section, tag, namespace, owner, other, needs);
  }
}
