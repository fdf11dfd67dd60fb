package io.multiboard.sync.demo;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// How the folder of a demo is laid out, and how it goes away again: by the demo itself, or by the
/// next one where it was killed and left a folder and two running servers behind.
///
/// @param path holds all of one demo
record DemoFolder(Path path) {
  private static final String NAME = "multiboard-sync-demo-";

  /// The folder of a demo that this process runs; its name says whose it is.
  static DemoFolder ofThisProcess(Path parent) {
    return new DemoFolder(parent.resolve(NAME + ProcessHandle.current().pid()));
  }

  /// Where the server's programs are unpacked.
  Path programs() {
    return path.resolve("postgresql");
  }

  Path sourceServer() {
    return path.resolve("source-server");
  }

  Path targetServer() {
    return path.resolve("target-server");
  }

  Path passwordFile() {
    return path.resolve("pgpass");
  }

  /// Removes the folder with all that is in it; links are removed, not followed.
  void remove() {
    try (Stream<Path> paths = Files.walk(path)) {
      for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException failure) {
      throw failed(path, failure);
    }
  }

  /// Stops and removes the demos of processes of this user that are no more.
  static void removeLeftBehind(Path parent) {
    try (Stream<Path> folders = Files.list(parent)) {
      folders
          .filter(DemoFolder::isLeftBehind)
          .map(DemoFolder::new)
          .toList()
          .forEach(folder -> {
            folder.stopServers();
            folder.remove();
          });
    } catch (IOException failure) {
      throw failed(parent, failure);
    }
  }

  private void stopServers() {
    for (Path server : List.of(sourceServer(), targetServer())) {
      new EmbeddedServer(new ServerBinaries(programs()), server).close();
    }
  }

  /// Others may make folders of such a name too, so it must be ours.
  private static boolean isLeftBehind(Path folder) {
    String name = folder.getFileName().toString();
    try {
      return name.matches(NAME + "\\d{1,9}")
          && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(folder).getName().equals(System.getProperty("user.name"))
          && ProcessHandle.of(Long.parseLong(name.substring(NAME.length()))).isEmpty();
    } catch (IOException failure) {
      throw failed(folder, failure);
    }
  }

  private static SyncException failed(Path path, IOException failure) {
    return new SyncException(
        Reason.StorageError,
        "cannot remove the demo's folder \"%s\": %s".formatted(path, failure.getMessage()),
        "Remove it yourself; a server that still runs ends when its folder is gone.",
        failure);
  }
}
