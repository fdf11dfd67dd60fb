package io.multiboard.sync.cli;

import io.multiboard.sync.app.DemoDatabases;
import io.multiboard.sync.cli.progress.Progress;
import io.multiboard.sync.cli.progress.Waiting;
import io.multiboard.sync.demo.DemoServers;
import io.multiboard.sync.demo.Sample;
import io.multiboard.sync.engine.ExportRequest;
import io.multiboard.sync.engine.Sync;
import io.multiboard.sync.engine.SyncReport;
import io.multiboard.sync.engine.SyncRequest;
import io.multiboard.sync.engine.archive.ArchiveWriter;
import io.multiboard.sync.engine.archive.Compression;
import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.engine.target.ImportOptions;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.settings.ByteSize;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `demo`: the main job on two servers of its own.
@Command(
    name = "demo",
    customSynopsis = "multiboard-sync demo [--exit] [--size SIZE] [--keep] [OPTIONS]",
    sortOptions = false,
    optionListHeading = "%n",
    description = {
      "Starts two PostgreSQL servers of its own, fills the first with a sample and syncs it into the second, which holds an older copy.",
      "Then it waits, so that you can look at both and try the other verbs, until Ctrl-C."
    },
    footer = {
      "",
      "Safety: everything lies below one folder, which is removed at the end; the "
          + "servers listen on 127.0.0.1 behind a random password.",
      "",
      "Example:",
      "  multiboard-sync demo --exit --size 1Gi"
    })
final class DemoVerb implements Callable<Integer> {
  private static final long USUAL_BYTES = 128L << 20;
  private static final int SHARE_OF_OLDER = 4;
  private static final int FOR_EVER = 100_000;

  private final Surroundings surroundings;
  private Sample sample = Sample.ofBytes(USUAL_BYTES);

  @Option(
      names = "--exit",
      order = 10,
      description = "End when the copy is proved, instead of waiting for Ctrl-C.")
  private boolean exit;

  @Option(
      names = "--keep",
      order = 12,
      description = "Leave the folder, with the archive in it, when the demo ends.")
  private boolean keep;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      order = 13,
      description =
          "The folder of the demo; must not exist, or be empty. Default: one among the temporary files.")
  private Optional<Path> folder = Optional.empty();

  @Mixin private OutputOptions output = new OutputOptions();

  DemoVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      order = 11,
      description = "About how large the sample database is, such as 128Mi (the default) or 4Gi.")
  private void size(String text) {
    sample =
        ByteSize.parse(text)
            .map(size -> Sample.ofBytes(size.bytes()))
            .orElseThrow(() -> new TypeConversionException("it is no size such as 128Mi or 4Gi"));
  }

  @Override
  public Integer call() {
    return Invocation.run(surroundings, output, this::demo);
  }

  private Answer demo(Invocation invocation) {
    try (DemoServers servers =
        folder.map(path -> DemoServers.in(path, keep)).orElseGet(() -> temporary(invocation))) {
      Answer answer = copy(invocation, servers);
      if (exit) {
        return answer;
      }
      invocation.tell(answer);
      surroundings.err().println("Waiting for Ctrl-C, which ends the demo ...");
      Thread.sleep(Duration.ofDays(FOR_EVER));
      return Answer.told();
    } catch (InterruptedException _) {
      return Answer.told();
    }
  }

  private DemoServers temporary(Invocation invocation) {
    Path parent = invocation.settings().folders().temporary();
    return keep ? DemoServers.kept(parent) : DemoServers.temporary(parent);
  }

  private Answer copy(Invocation invocation, DemoServers servers) {
    DemoDatabases databases = prepare(servers);
    DemoProof before = DemoProof.read(databases);
    SyncReport report = sync(invocation, servers, databases);
    return before.answer(servers, databases, report, ending());
  }

  private DemoDatabases prepare(DemoServers servers) {
    surroundings.err().println("The demo's folder is " + servers.folder());
    Sample older = new Sample(Math.max(sample.components() / SHARE_OF_OLDER, 1));
    try (Waiting _ =
        Waiting.onStandardError(
            surroundings.err(),
            "Starting two PostgreSQL servers, filling one with the sample and one with an older copy",
            surroundings.interactive())) {
      return DemoDatabases.prepare(servers, sample, older, Invocation.APPLICATION);
    }
  }

  private DemoEnding ending() {
    if (!exit) {
      return DemoEnding.WAITS;
    }
    return keep ? DemoEnding.KEEPS_FOLDER : DemoEnding.REMOVES_FOLDER;
  }

  private SyncReport sync(Invocation invocation, DemoServers servers, DemoDatabases databases) {
    String runId = RunId.next(Instant.now());
    String title =
        databases.source().address().display() + " -> " + databases.target().address().display();
    SyncRequest request =
        new SyncRequest(
            ExportRequest.of(databases.source()),
            databases.target(),
            runId,
            ImportOptions.DEFAULTS,
            Guard.NONE);
    try (Progress progress = invocation.progress(title, Set.of(Stage.Export, Stage.Import));
        ArchiveWriter archive =
            ArchiveWriter.create(servers.folder().resolve("archive"), Compression.DEFAULT, runId)) {
      return new Sync(progress).run(request, archive);
    }
  }
}
