package io.multiboard.sync.server;

import io.multiboard.sync.demo.ServerBinaries;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/// The PostgreSQL releases that the tests run on.
public enum Release {
  V15(15),
  V18(18);

  private final int major;

  Release(int major) {
    this.major = major;
  }

  public int major() {
    return major;
  }

  /// The programs of this release: the build lays their jars beside the classes, the first test
  /// that asks unpacks them, and later runs find them unpacked.
  ServerBinaries binaries() throws IOException {
    Path servers =
        Path.of(System.getProperty("multiboard.test.servers", "target/quick/servers"))
            .toAbsolutePath();
    Path jar = servers.resolve("postgres-" + major + ".jar");
    Path unpacked = Path.of(System.getProperty("java.io.tmpdir"), folderName(jar));
    try (var inside = FileSystems.newFileSystem(jar);
        InputStream packed = Files.newInputStream(inside.getPath(ServerBinaries.packedName()))) {
      return ServerBinaries.unpack(packed, unpacked);
    }
  }

  /// In the temporary folder, because an ordinary user must be able to reach it when root tests.
  private static String folderName(Path jar) throws IOException {
    return "multiboard-sync-%s-%s-%d"
        .formatted(
            System.getProperty("user.name"),
            String.valueOf(jar.getFileName()).replace(".jar", ""),
            Files.size(jar));
  }
}
