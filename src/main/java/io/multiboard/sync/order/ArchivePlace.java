package io.multiboard.sync.order;

/// Where the files of a run lie on a volume: `<root>/<syncFolder>/<run>`, and in it the archive,
/// which grows beside its final place, and the outcomes of the workers.
///
/// @param root where the volume is mounted
/// @param syncFolder holds the runs of one sync; see [#syncFolder(String, String)]
/// @param run the name of the run that made the archive
public record ArchivePlace(String root, String syncFolder, String run) {
  /// Where the volume is mounted in a worker's container.
  public static final String ROOT = "/var/multiboard/archives";

  /// The archive's own folder in the folder of the run.
  public static final String ARCHIVE = "archive";

  public ArchivePlace {
    Bounds.path("root", root);
    int underscore = syncFolder.indexOf('_');
    Bounds.require(underscore > 0, "syncFolder", "is no <namespace>_<sync>");
    Bounds.name("syncFolder", syncFolder.substring(0, underscore));
    Bounds.name("syncFolder", syncFolder.substring(underscore + 1));
    Bounds.name("run", run);
  }

  /// The usual place for a run of a sync.
  public static ArchivePlace of(String namespace, String sync, String run) {
    return new ArchivePlace(ROOT, syncFolder(namespace, sync), run);
  }

  /// The folder of a sync's runs: no name has an underscore, so no two syncs share one.
  public static String syncFolder(String namespace, String sync) {
    return namespace + "_" + sync;
  }

  /// The folder of the run, absolute.
  public String runFolder() {
    return root + "/" + syncFolder + "/" + run;
  }

  /// The folder of the finished archive, absolute.
  public String archiveFolder() {
    return runFolder() + "/" + ARCHIVE;
  }
}
