package io.multiboard.sync.engine.preflight;

import io.multiboard.sync.engine.target.Finding;
import io.multiboard.sync.failure.SyncException;
import java.util.List;
import java.util.stream.Collectors;

/// Turns findings that forbid a run into the one failure that a person reads.
public final class Refusal {
  private Refusal() {}

  /// Throws if any finding forbids the run; the reason is the first one's.
  public static void unlessAllowed(List<Finding> findings) {
    List<Finding> blocking = findings.stream().filter(Finding::blocking).toList();
    if (blocking.isEmpty()) {
      return;
    }
    if (blocking.size() == 1) {
      throw new SyncException(
          blocking.getFirst().reason(), text(blocking.getFirst()), blocking.getFirst().remedy());
    }
    throw new SyncException(
        blocking.getFirst().reason(), join(blocking), "each line says what to do");
  }

  private static String join(List<Finding> blocking) {
    return blocking.stream()
        .map(finding -> "\n  - " + text(finding) + remedy(finding))
        .collect(
            Collectors.joining("", "there are " + blocking.size() + " reasons to refuse:", ""));
  }

  private static String text(Finding finding) {
    return finding.message() + " (" + finding.rule() + ")";
  }

  private static String remedy(Finding finding) {
    return finding.remedy().isEmpty() ? "" : ": " + finding.remedy();
  }
}
