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
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `verify`: an archive against its manifest.
@Command(
    name = "verify",
    description =
        "Proves an archive: every file is there, as long and with the SHA-256 that its manifest says, and holds the rows that the"
            + " source had. An archive of pg_dump has no manifest and is checked as far as its format allows.",
    footer = {
      "",
      "Safety: reads only. Every import does the same before it touches its target.",
      "",
      "Example:",
      "  multiboard-sync verify /var/archives/catalogue-20261121"
    })
final class VerifyVerb implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "ARCHIVE", description = "The folder of the archive.")
  private Path archive = Path.of("");

  VerifyVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return Invocation.run(surroundings, output, this::verifyArchive);
  }

  private Answer verifyArchive(Invocation invocation) {
    try (Progress progress = invocation.progress("verify " + archive, Set.of())) {
      progress.accept(new SyncEvent.StageStarted(Stage.Verify));
      Report report =
          ArchiveVerification.run(
              archive,
              ReadLimits.DEFAULT,
              file -> file.problem().ifPresent(problem -> progress.accept(notice(file, problem))));
      progress.accept(new SyncEvent.StageFinished(Stage.Verify));
      report
          .problem()
          .ifPresent(problem -> {
            throw problem;
          });
      return answer(report);
    }
  }

  private static SyncEvent notice(Checked file, SyncException problem) {
    return new SyncEvent.Noticed(
        file.file(), String.valueOf(problem.getMessage()), java.util.Optional.empty());
  }

  private Answer answer(Report report) {
    long bytes = report.files().stream().mapToLong(Checked::bytes).sum();
    long rows = report.files().stream().mapToLong(file -> file.rows().orElse(0L)).sum();
    SequencedMap<String, Object> fields =
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
            bytes);
    List<String> text = new ArrayList<>();
    text.add(
        "The archive is whole: %d files, %s rows, %s."
            .formatted(report.files().size(), Words.exact(rows), Words.bytes(bytes)));
    text.add(
        report
            .manifest()
            .map(manifest ->
                "Its manifest says: %s at %s, written by %s."
                    .formatted(
                        manifest.source().database(),
                        manifest.source().snapshotTime(),
                        manifest.program()))
            .orElse(
                "It has no manifest (pg_dump writes none): a whole table that is missing could not be told."));
    return Answer.done(text, fields);
  }
}
