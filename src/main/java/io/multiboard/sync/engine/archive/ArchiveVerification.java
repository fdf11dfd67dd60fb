package io.multiboard.sync.engine.archive;

import io.multiboard.sync.failure.SyncException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Goes through every file of an archive and tells about each, good or bad; [ArchiveFolder#open]
/// stops at the first that is bad.
public final class ArchiveVerification {
  private ArchiveVerification() {}

  /// How a file was found.
  ///
  /// @param bytes its length
  /// @param rows what it holds, where it holds rows
  /// @param problem why the archive must not be used
  public record Checked(
      String file, long bytes, Optional<Long> rows, Optional<SyncException> problem) {}

  /// What was found.
  ///
  /// @param manifest absent in archives of pg_dump, which prove themselves by their format alone
  /// @param files in the order of the table of contents
  public record Report(Optional<Manifest> manifest, List<Checked> files) {
    public Report {
      files = List.copyOf(files);
    }

    /// The first problem, if there is any.
    public Optional<SyncException> problem() {
      return files.stream().flatMap(file -> file.problem().stream()).findFirst();
    }
  }

  /// Checks length, digest and content of all files. Throws where the archive's lists are unusable,
  /// so that its files are not even known.
  ///
  /// @param progress told of each file as it is done, from several threads
  public static Report run(Path folder, ReadLimits limits, Consumer<Checked> progress) {
    ArchiveFiles files = ArchiveFinder.find(folder);
    Importable.require(files);
    FileCheck check = new FileCheck(limits, new PieceBuffers(HotPieces.usualBudget()));
    List<Checked> results = Collections.synchronizedList(new ArrayList<>());
    Parallel.each(
        files.all(),
        file -> {
          Checked result = checked(file, check);
          results.add(result);
          progress.accept(result);
        });
    return new Report(files.manifest(), inOrder(files, results));
  }

  private static Checked checked(ArchiveFile file, FileCheck check) {
    try {
      FileCheck.length(file);
      FileCheck.digest(file);
      Optional<Long> rows = check.content(file).map(ArchiveFile.RowFacts::rows);
      return new Checked(file.name(), file.size(), rows, Optional.empty());
    } catch (SyncException problem) {
      Interruption.check();
      return new Checked(file.name(), file.size(), Optional.empty(), Optional.of(problem));
    }
  }

  private static List<Checked> inOrder(ArchiveFiles files, List<Checked> results) {
    List<String> order = files.all().stream().map(ArchiveFile::name).toList();
    Map<String, Checked> byName = new HashMap<>();
    results.forEach(result -> byName.put(result.file(), result));
    return order.stream().flatMap(name -> Optional.ofNullable(byName.get(name)).stream()).toList();
  }
}
