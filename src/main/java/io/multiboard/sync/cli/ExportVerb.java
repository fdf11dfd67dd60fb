package io.multiboard.sync.cli;

import io.multiboard.sync.cli.progress.Progress;
import io.multiboard.sync.cli.progress.Words;
import io.multiboard.sync.engine.Export;
import io.multiboard.sync.engine.ExportReport;
import io.multiboard.sync.engine.ExportRequest;
import io.multiboard.sync.engine.archive.ArchiveWriter;
import io.multiboard.sync.event.Stage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `export --source DB --archive DIR`.
@Command(
    name = "export",
    customSynopsis = "multiboard-sync export --source DB --archive DIR [OPTIONS]",
    sortOptions = false,
    optionListHeading = "%n",
    description =
        "Writes a database into an archive, as one snapshot sees it: PostgreSQL's directory format, which pg_restore reads too.",
    footer = {
      "",
      "Safety: the source is only read. The archive gets its name when all of it is "
          + "written, counted and on the disk; a run that fails or is interrupted leaves "
          + "nothing that looks like one.",
      "",
      "Example:",
      "  multiboard-sync export --source env:SHOP --archive /var/archives/shop"
    })
final class ExportVerb implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private SourceOption source = new SourceOption();
  @Mixin private ArchivePlace archive = new ArchivePlace();
  @Mixin private TransferOptions transfer = new TransferOptions();
  @Mixin private ExportChoices choices = new ExportChoices();
  @Mixin private OutputOptions output = new OutputOptions();

  ExportVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return Invocation.run(surroundings, output, this::export);
  }

  private Answer export(Invocation invocation) {
    String runId = RunId.next(Instant.now());
    ExportRequest request =
        choices.request(
            invocation.connector("--source", source.database()), transfer, invocation.settings());
    String database = request.source().address().database();
    Path folder = archive.require(invocation.settings(), database, runId);
    String title = request.source().address().display() + " -> " + folder;
    try (Progress progress = invocation.progress(title, Set.of(Stage.Export));
        ArchiveWriter writer =
            ArchiveWriter.create(folder, choices.compression(invocation.settings()), runId)) {
      return answer(
          Fate.telling(
              "no archive was left",
              () ->
                  new Export(
                          ArchiveSpace.of(Optional.of(folder), invocation.settings())
                              .watching(progress))
                      .run(request, writer)));
    }
  }

  private static Answer answer(ExportReport report) {
    double seconds = Math.max(0.001, report.elapsed().toMillis() / 1000.0);
    return Answer.done(
        List.of(
            "Exported %s tables, %s rows, %s in %.1f s (%s/s)."
                .formatted(
                    Words.exact(report.tables()),
                    Words.exact(report.rows()),
                    Words.bytes(report.bytes()),
                    seconds,
                    Words.bytes(report.bytes() / seconds)),
            "Verified: each table's rows were counted in the same snapshot.",
            "Archive:  %s, %s"
                .formatted(report.archive().folder(), Words.bytes(report.archive().bytes()))),
        Answer.fields(
            "archive", report.archive().folder(),
            "archiveBytes", report.archive().bytes(),
            "sha256", report.archive().sha256(),
            "tables", report.tables(),
            "rows", report.rows(),
            "bytes", report.bytes(),
            "largeObjects", report.largeObjects(),
            "seconds", seconds));
  }
}
