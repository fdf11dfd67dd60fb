package io.multiboard.sync.engine.preflight;

import java.util.Collection;

/// Lists that a person still reads.
final class Some {
  private static final int MOST = 10;

  private Some() {}

  /// The first of the names, and how many more there are.
  static String of(Collection<String> names, String separator) {
    String first = String.join(separator, names.stream().limit(MOST).toList());
    int more = names.size() - MOST;
    return more > 0 ? first + separator + "and " + more + " more" : first;
  }
}
