package io.multiboard.sync.cli;

import io.multiboard.sync.app.Audience;
import io.multiboard.sync.app.LocalRun;
import io.multiboard.sync.app.RunResult;
import io.multiboard.sync.cli.progress.Progress;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.logging.PlainText;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `run -f FILE`.
@Command(
    name = "run",
    customSynopsis = "multiboard-sync run -f FILE... [OPTIONS]",
    sortOptions = false,
    optionListHeading = "%n",
    description = {
      "Carries out manifests without a cluster: DatabaseConnections, DatabaseSyncs, DatabaseSyncRuns and Secrets in YAML, by the same rules, plans and workers as the operator.",
      "DatabaseSyncRuns in the files are carried out, they alone. Where there are none, each DatabaseSync is, once; one whose trigger its target remembers overwrites nothing. Where there are none either, the DatabaseConnections are checked."
    },
    footer = {
      "",
      "Safety: as in a cluster. A target needs allowOverwrite on its connection, and its "
          + "owner's mark unless it is empty; it is never a Production connection of the files. "
          + "Schedules need a cluster: a sync that has one is carried out once, now. Passwords "
          + "come from the Secrets in the files; nothing prints them.",
      "",
      "Examples:",
      "  multiboard-sync run -f shop.yaml",
      "  multiboard-sync run -f connections.yaml -f secrets.yaml -f sync-once.yaml --archives /var/archives",
      "  sops -d shop.yaml | multiboard-sync run -f -"
    })
final class RunVerb implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      required = true,
      order = 10,
      description =
          "A file with manifests, a folder with such files, or - for standard input. May be given several times.")
  private List<String> files = List.of();

  @Option(
      names = "--archives",
      paramLabel = "DIR",
      order = 11,
      description =
          "The folder that stands for the volume of archives. Without it the setting BACKUP_DIRECTORY names it; without both archives go with their runs.")
  private Optional<Path> archives = Optional.empty();

  @Mixin private OutputOptions output = new OutputOptions();

  RunVerb(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return Invocation.run(surroundings, output, this::run);
  }

  private Answer run(Invocation invocation) {
    Settings settings = invocation.settings();
    Optional<Connector> production =
        settings.databases().production().map(name -> invocation.connector(name, "env:" + name));
    LocalRun run =
        new LocalRun(
            archives.or(() -> settings.folders().backups()),
            settings.folders().temporary(),
            production,
            new Onlookers(invocation));
    ManifestFiles.read(files, surroundings.in(), run::read);
    List<RunResult> results = run.run();
    return RunText.answer(results);
  }

  /// Progress and lines as the other verbs show them.
  private final class Onlookers implements Audience {
    private final Invocation invocation;
    private Optional<Progress> progress = Optional.empty();

    Onlookers(Invocation invocation) {
      this.invocation = invocation;
    }

    @Override
    public EventSink begins(String title, Set<Stage> parts) {
      ended();
      Progress shown = invocation.progress(title, parts);
      progress = Optional.of(shown);
      return shown;
    }

    @Override
    public void ended() {
      progress.ifPresent(Progress::close);
      progress = Optional.empty();
    }

    @Override
    public void hears(String line) {
      String plain = PlainText.of(line);
      progress.ifPresentOrElse(shown -> shown.say(plain), () -> surroundings.err().println(plain));
    }
  }
}
