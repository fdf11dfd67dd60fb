package io.multiboard.sync.engine.preflight;

import io.multiboard.sync.engine.target.Finding;
import io.multiboard.sync.engine.target.TargetOnlyObjects;
import io.multiboard.sync.engine.toc.EntryHeader;
import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlResource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Objects that hold data or code and that the target alone has: a swap would leave them behind.
final class TargetOnly {
  private static final String RULE = "objects that only the target has";

  private TargetOnly() {}

  private record Thing(String kind, String schema, String tag) {
    static Optional<Thing> of(EntryHeader header) {
      return switch (header.kind()) {
        case SCHEMA, EXTENSION, PUBLICATION, EVENT_TRIGGER, SERVER ->
            Optional.of(new Thing(header.kind().text(), "", header.tag()));
        case TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE, FOREIGN_TABLE ->
            Optional.of(thing(header.kind().text(), header));
        case FUNCTION, PROCEDURE, AGGREGATE -> Optional.of(thing("ROUTINE", header));
        case TYPE, DOMAIN -> Optional.of(thing("TYPE", header));
        default -> Optional.empty();
      };
    }

    private static Thing thing(String kind, EntryHeader header) {
      return new Thing(kind, header.namespace().orElse(""), header.tag().replace("(*)", "()"));
    }

    String display() {
      String name = schema.isEmpty() ? tag : schema + "." + tag;
      return kind.toLowerCase(Locale.ROOT) + " " + name;
    }
  }

  /// @param inside a session in the target
  static List<Finding> findings(
      Session inside, TableOfContents contents, TargetOnlyObjects choice) {
    Set<Thing> coming = new HashSet<>();
    contents.entries().forEach(entry -> Thing.of(entry.header()).ifPresent(coming::add));
    List<String> left =
        inside
            .query(
                SqlResource.text(TargetOnly.class, "target-objects", inside.version()),
                row ->
                    new Thing(row.getString("kind"), row.getString("schema"), row.getString("tag")))
            .stream()
            .filter(thing -> !coming.contains(thing))
            .map(Thing::display)
            .toList();
    return left.isEmpty() ? List.of() : List.of(finding(left, choice));
  }

  private static Finding finding(List<String> left, TargetOnlyObjects choice) {
    String message = "only the target has: " + Some.of(left, ", ");
    return switch (choice) {
      case Refuse ->
          Finding.forbids(
              RULE,
              Reason.TargetOnlyObjects,
              message,
              "say --target-only-objects drop to go on without them");
      case Drop ->
          Finding.tells(
              RULE,
              Reason.TargetOnlyObjects,
              message,
              "the former database keeps them as long as it is kept");
    };
  }
}
