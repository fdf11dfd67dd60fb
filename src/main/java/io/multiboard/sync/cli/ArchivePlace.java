package io.multiboard.sync.cli;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.settings.Settings;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where the archive of a run goes.
final class ArchivePlace {
  @Option(
      names = "--archive",
      paramLabel = "DIR",
      order = 12,
      description =
          "The folder for the archive; must not exist, or be empty. Without it the setting DUMP_DIRECTORY names the folder that holds"
              + " archives, named by database and run.")
  private Optional<Path> folder = Optional.empty();

  /// The folder that was named, or one within the settings' folder; empty where there is neither.
  Optional<Path> find(Settings settings, String database, String runId) {
    return folder.or(
        () -> settings.folders().archives().map(all -> all.resolve(name(database, runId))));
  }

  Path require(Settings settings, String database, String runId) {
    return find(settings, database, runId)
        .orElseThrow(() ->
            new SyncException(
                Reason.InvalidUsage,
                "nothing says where the archive goes",
                "Give --archive DIR, or set DUMP_DIRECTORY to a folder that holds archives."));
  }

  private static String name(String database, String runId) {
    return database.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[.-]", "_") + "-" + runId;
  }
}
