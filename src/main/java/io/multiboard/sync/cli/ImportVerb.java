package io.multiboard.sync.cli;

import io.multiboard.sync.cli.progress.Progress;
import io.multiboard.sync.cli.progress.Words;
import io.multiboard.sync.engine.Import;
import io.multiboard.sync.engine.ImportReport;
import io.multiboard.sync.engine.ImportRequest;
import io.multiboard.sync.engine.Plan;
import io.multiboard.sync.engine.archive.ArchiveFolder;
import io.multiboard.sync.engine.archive.ArchiveSource;
import io.multiboard.sync.engine.archive.Manifest;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.SyncEvent;
import io.multiboard.sync.postgres.Connector;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `import --archive DIR --target DB`.
@Command(
    name = "import",
    customSynopsis = "multiboard-sync import --archive DIR --target DB [OPTIONS]",
    sortOptions = false,
    optionListHeading = "%n",
    description =
        "Makes a database a copy of what an archive holds, one of ours or of pg_dump (directory format): loads it beside the target,"
            + " verifies it, and swaps it in.",
    footer = {
      "",
      "Safety: the archive is proved before the target is touched; a target that is not "
          + "empty must be marked by its owner (multiboard-sync allow); until the swap, in "
          + "one transaction at the end, the target stays as it was. Restoring an archive "
          + "runs code that its maker chose: look at those of strangers by inspect, and "
          + "import as a role that is no superuser.",
      "",
      "Example:",
      "  multiboard-sync import --archive /var/archives/shop --target postgres://me@localhost/shop_staging"
    })
final class ImportVerb implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(
      names = "--archive",
      paramLabel = "DIR",
      required = true,
      order = 10,
      description = "The folder of the archive.")
  private Path archive = Path.of("");

  @Mixin private TargetOption target = new TargetOption();
  @Mixin private TransferOptions transfer = new TransferOptions();
  @Mixin private ImportChoices choices = new ImportChoices();
  @Mixin private DryRunOption dryRun = new DryRunOption();
  @Mixin private OutputOptions output = new OutputOptions();

  ImportVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return Invocation.run(surroundings, output, this::load);
  }

  private Answer load(Invocation invocation) {
    Connector connector = invocation.connector("--target", target.database());
    try (ArchiveFolder folder = ArchiveFolder.open(archive)) {
      ImportRequest request =
          new ImportRequest(
              connector,
              folder,
              RunId.next(Instant.now()),
              choices.options(transfer.jobs(invocation.settings()), invocation.settings()),
              Guards.of(invocation, Optional.empty(), choices.physicalCopy()));
      if (dryRun.isWanted()) {
        return PlanText.answer(
            Plan.of(Plan.Request.of(request)), target.database(), Optional.empty());
      }
      return run(invocation, request);
    }
  }

  private Answer run(Invocation invocation, ImportRequest request) {
    String title = archive + " -> " + request.target().address().display();
    long start = System.nanoTime();
    try (Progress progress = invocation.progress(title, Set.of(Stage.Import))) {
      progress.accept(planned(request.archive()));
      ImportReport report =
          Fate.telling("the target is as it was", () -> new Import(progress).run(request));
      return answer(report, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /// What a manifest says of the whole; of an archive of pg_dump only the number of its tables is
  /// known.
  private static SyncEvent planned(ArchiveSource archive) {
    return new SyncEvent.Planned(
        Stage.Import,
        (int) archive.contents().tableData().count(),
        archive.manifest().map(Manifest::rows).orElse(0L),
        archive.manifest().map(Manifest::contentBytes).orElse(0L));
  }

  private Answer answer(ImportReport report, Duration elapsed) {
    double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
    List<String> text = new ArrayList<>();
    text.add(
        "Imported %s tables, %s rows into \"%s\" in %.1f s."
            .formatted(
                Words.exact(report.tables().size()),
                Words.exact(report.rows()),
                report.target(),
                seconds));
    text.add(VerificationText.line(report));
    text.addAll(WayBackText.lines(report.former(), target.database()));
    return Answer.done(
        text,
        Answer.fields(
            "target", report.target(),
            "tables", report.tables().size(),
            "rows", report.rows(),
            "seconds", seconds,
            "verified", report.verified(),
            "wayBack", WayBackText.fields(report.former(), target.database())));
  }
}
