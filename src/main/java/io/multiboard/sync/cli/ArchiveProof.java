package io.multiboard.sync.cli;

import io.multiboard.sync.cli.progress.Progress;
import io.multiboard.sync.cli.progress.Words;
import io.multiboard.sync.engine.archive.ArchiveVerification;
import io.multiboard.sync.engine.archive.ArchiveVerification.Checked;
import io.multiboard.sync.engine.archive.ArchiveVerification.Report;
import io.multiboard.sync.engine.archive.ReadLimits;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.SyncEvent;
import io.multiboard.sync.failure.SyncException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Proves an archive and says so; every file that is bad is named. Thread-safe.
final class ArchiveProof {
  private ArchiveProof() {}

  static Answer of(Invocation invocation, Path archive) {
    try (Progress progress = invocation.progress("verify " + archive, Set.of())) {
      progress.accept(new SyncEvent.StageStarted(Stage.Verify));
      Report report =
          ArchiveVerification.run(
              archive,
              ReadLimits.DEFAULT,
              file -> file.problem().ifPresent(problem -> progress.accept(notice(file, problem))));
      progress.accept(new SyncEvent.StageFinished(Stage.Verify));
      Optional<SyncException> problem = report.problem();
      if (problem.isPresent()) {
        throw problem.get();
      }
      return answer(archive, report);
    }
  }

  private static SyncEvent notice(Checked file, SyncException problem) {
    return new SyncEvent.Noticed(
        file.file(), String.valueOf(problem.getMessage()), Optional.empty());
  }

  private static Answer answer(Path archive, Report report) {
    long bytes = report.files().stream().mapToLong(Checked::bytes).sum();
    long rows = report.files().stream().mapToLong(file -> file.rows().orElse(0L)).sum();
    List<String> text =
        List.of(
            "The archive is whole: %d files, %s rows, %s."
                .formatted(report.files().size(), Words.exact(rows), Words.bytes(bytes)),
            origin(report));
    return Answer.done(
        text,
        Answer.fields(
            "archive",
            archive,
            "verified",
            true,
            "manifest",
            report.manifest().isPresent(),
            "files",
            report.files().size(),
            "rows",
            rows,
            "bytes",
            bytes));
  }

  private static String origin(Report report) {
    return report
        .manifest()
        .map(manifest ->
            "Its manifest says: %s at %s, written by %s."
                .formatted(
                    manifest.source().database(),
                    manifest.source().snapshotTime(),
                    manifest.program()))
        .orElse(
            "It has no manifest (pg_dump writes none): rows that pg_dump lost could not be told.");
  }
}
