package io.multiboard.sync.cli;

import io.multiboard.sync.cli.progress.Progress;
import io.multiboard.sync.cli.progress.Words;
import io.multiboard.sync.engine.Comparison;
import io.multiboard.sync.engine.Comparison.Counted;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.postgres.Connector;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/// Compares two databases and names every table that differs.
///
/// @param source as it was typed
/// @param target as it was typed
record DatabaseProof(String source, String target) {
  private static final int MOST_SHOWN = 100;

  Answer of(Invocation invocation) {
    Connector one = invocation.connector("--source", source);
    Connector other = invocation.connector("--target", target);
    String title = one.address().display() + " against " + other.address().display();
    try (Progress progress = invocation.progress(title, Set.of())) {
      Comparison.Report report =
          new Comparison(progress).run(one, other, invocation.settings().transfer().lockTimeout());
      return answer(report);
    }
  }

  private static Answer answer(Comparison.Report report) {
    List<Counted> differences = report.differences();
    List<String> text = new ArrayList<>();
    differences.stream().limit(MOST_SHOWN).map(DatabaseProof::line).forEach(text::add);
    text.add(
        differences.isEmpty()
            ? "Equal: %s tables with %s rows have as many rows on both sides."
                .formatted(Words.exact(report.tables().size()), Words.exact(report.rows()))
            : "Different: %s of %s tables (%s)."
                .formatted(
                    Words.exact(differences.size()),
                    Words.exact(report.tables().size()),
                    Reason.VerificationFailed));
    return new Answer(
        differences.isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED,
        text,
        Answer.fields(
            "verified", differences.isEmpty(),
            "tables", report.tables().size(),
            "rows", report.rows(),
            "differences", differences.stream().map(DatabaseProof::fields).toList()));
  }

  private static String line(Counted table) {
    return "%s: %s in the source, %s in the target"
        .formatted(
            table.table().display(),
            table.source().map(rows -> Words.exact(rows) + " rows").orElse("no such table"),
            table.target().map(rows -> Words.exact(rows) + " rows").orElse("no such table"));
  }

  private static SequencedMap<String, Object> fields(Counted table) {
    return Answer.fields(
        "table", table.table().display(), "source", table.source(), "target", table.target());
  }
}
