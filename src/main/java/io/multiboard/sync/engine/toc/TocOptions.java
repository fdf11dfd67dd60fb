package io.multiboard.sync.engine.toc;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What may be left out.
///
/// @param ignoredKinds kinds of objects that cannot be reproduced and whose objects are skipped
///   instead of refused, as `--ignore` names them
public record TocOptions(Set<String> ignoredKinds) {
  /// Everything, or a refusal.
  public static final TocOptions STRICT = new TocOptions(Set.of());

  /// The kinds of which there can be objects that are refused: those of `unsupported-objects.sql`.
  private static final Set<EntryKind> IGNORABLE =
      EnumSet.of(
          EntryKind.ACCESS_METHOD,
          EntryKind.CAST,
          EntryKind.CONVERSION,
          EntryKind.EVENT_TRIGGER,
          EntryKind.FOREIGN_DATA_WRAPPER,
          EntryKind.FOREIGN_TABLE,
          EntryKind.OPERATOR,
          EntryKind.OPERATOR_CLASS,
          EntryKind.OPERATOR_FAMILY,
          EntryKind.PROCEDURAL_LANGUAGE,
          EntryKind.PUBLICATION,
          EntryKind.SECURITY_LABEL,
          EntryKind.SERVER,
          EntryKind.SUBSCRIPTION,
          EntryKind.TEXT_SEARCH_CONFIGURATION,
          EntryKind.TEXT_SEARCH_DICTIONARY,
          EntryKind.TEXT_SEARCH_PARSER,
          EntryKind.TEXT_SEARCH_TEMPLATE,
          EntryKind.TRANSFORM,
          EntryKind.TYPE,
          EntryKind.USER_MAPPING);

  /// Throws with the reason `InvalidUsage` where a kind is not one that can be ignored.
  public TocOptions {
    ignoredKinds =
        ignoredKinds.stream().map(TocOptions::ignorable).collect(Collectors.toUnmodifiableSet());
  }

  private static String ignorable(String kind) {
    return EntryKind.ofText(kind.strip().toUpperCase(Locale.ROOT))
        .filter(IGNORABLE::contains)
        .map(EntryKind::text)
        .orElseThrow(() ->
            new SyncException(
                Reason.InvalidUsage,
                "--ignore \"" + kind + "\" is not a kind of objects that can be ignored",
                "choose from: " + choices()));
  }

  private static String choices() {
    return IGNORABLE.stream().map(EntryKind::text).sorted().collect(Collectors.joining(", "));
  }
}
