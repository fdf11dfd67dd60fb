package io.multiboard.sync.cli;

import io.multiboard.sync.cli.progress.Progress;
import io.multiboard.sync.cli.progress.Words;
import io.multiboard.sync.engine.Sync;
import io.multiboard.sync.engine.SyncReport;
import io.multiboard.sync.engine.SyncRequest;
import io.multiboard.sync.engine.archive.ArchiveWriter;
import io.multiboard.sync.engine.archive.Compression;
import io.multiboard.sync.event.Stage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `sync --source DB --target DB`.
@Command(
    name = "sync",
    customSynopsis = "multiboard-sync sync --source DB --target DB [--archive DIR] [OPTIONS]",
    sortOptions = false,
    optionListHeading = "%n",
    description =
        "Makes one database a copy of another in one go: export and import overlap, the copy is loaded beside the target, verified, and"
            + " swapped in by one transaction. The former database stays as the way back.",
    footer = {
      "",
      "Safety: the source is only read. A target that is not empty must be marked by "
          + "its owner (multiboard-sync allow), is never the source nor a production "
          + "database, and stays as it was until the verified copy takes its place.",
      "",
      "Examples:",
      "  multiboard-sync sync --source env:SHOP --target postgres://me@localhost/shop_staging",
      "  multiboard-sync sync --source env:SHOP --target env:STAGING --archive /var/archives/shop --jobs 4"
    })
final class SyncVerb implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private SourceOption source = new SourceOption();
  @Mixin private TargetOption target = new TargetOption();
  @Mixin private ArchivePlace archive = new ArchivePlace();
  @Mixin private TransferOptions transfer = new TransferOptions();
  @Mixin private ExportChoices exportChoices = new ExportChoices();
  @Mixin private ImportChoices importChoices = new ImportChoices();
  @Mixin private DryRunOption dryRun = new DryRunOption();
  @Mixin private OutputOptions output = new OutputOptions();

  SyncVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return Invocation.run(surroundings, output, this::sync);
  }

  private Answer sync(Invocation invocation) {
    SyncRequest request = request(invocation);
    Compression compression = exportChoices.compression(invocation.settings());
    Optional<Path> folder =
        archive.find(
            invocation.settings(), request.export().source().address().database(), request.runId());
    ArchiveSpace space = ArchiveSpace.of(folder, invocation.settings());
    if (dryRun.isWanted()) {
      return PlanVerb.answer(
          request.export(),
          request.target(),
          request.options(),
          request.guard(),
          space,
          target.database());
    }
    String title =
        request.export().source().address().display()
            + " -> "
            + request.target().address().display();
    try (Progress progress = invocation.progress(title, Set.of(Stage.Export, Stage.Import));
        ArchiveWriter writer = writer(space, compression, request.runId())) {
      return answer(
          Fate.telling(
              "the target is as it was",
              () -> new Sync(space.watching(progress)).run(request, writer)),
          folder.isPresent());
    }
  }

  private SyncRequest request(Invocation invocation) {
    return new SyncRequest(
        exportChoices.request(
            invocation.connector("--source", source.database()), transfer, invocation.settings()),
        invocation.connector("--target", target.database()),
        RunId.next(Instant.now()),
        importChoices.options(transfer.jobs(invocation.settings()), invocation.settings()),
        Guards.of(invocation, Optional.empty(), importChoices.physicalCopy()));
  }

  private static ArchiveWriter writer(ArchiveSpace space, Compression compression, String runId) {
    return space.kept()
        ? ArchiveWriter.create(space.folder(), compression, runId)
        : ArchiveWriter.temporary(space.folder(), compression, runId);
  }

  private Answer answer(SyncReport report, boolean kept) {
    double seconds = SyncText.seconds(report);
    List<String> text = new ArrayList<>();
    text.add(SyncText.line(report));
    text.add(VerificationText.line(report.imported()));
    text.add(
        kept
            ? "Archive:  %s, %s"
                .formatted(
                    report.exported().archive().folder(),
                    Words.bytes(report.exported().archive().bytes()))
            : "Archive:  none kept; --archive DIR keeps one.");
    text.addAll(WayBackText.lines(report.imported().former(), target.database()));
    return Answer.done(
        text,
        Answer.fields(
            "target", report.imported().target(),
            "tables", report.exported().tables(),
            "rows", report.imported().rows(),
            "bytes", report.exported().bytes(),
            "seconds", seconds,
            "verified", report.imported().verified(),
            "archive", Optional.of(report.exported().archive().folder()).filter(_ -> kept),
            "archiveBytes", Optional.of(report.exported().archive().bytes()).filter(_ -> kept),
            "wayBack", WayBackText.fields(report.imported().former(), target.database())));
  }
}
