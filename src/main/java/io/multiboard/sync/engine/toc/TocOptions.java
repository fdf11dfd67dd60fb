package io.multiboard.sync.engine.toc;

import java.util.Set;

/// What may be left out.
///
/// @param ignoredKinds kinds of objects that cannot be reproduced and whose objects are skipped
///   instead of refused, as `--ignore` names them
public record TocOptions(Set<String> ignoredKinds) {
  /// Everything, or a refusal.
  public static final TocOptions STRICT = new TocOptions(Set.of());

  public TocOptions {
    ignoredKinds = Set.copyOf(ignoredKinds);
  }
}
