package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.multiboard.sync.testing.TestingProxy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/// F27, F28: a volume of archives is full, or cannot be written. Only with the cluster of the
/// tests, whose volumes are folders of this machine, and where it is asked for (`-Dlonger=true`):
/// what a worker does then is tried in every build, without a cluster.
@ExtendWith(Site.Opening.class)
@EnabledIfSystemProperty(named = "longer", matches = "true")
class VolumeTest {
  private static final String CLAIM = "small";
  private static final String ON_IT = "archive: {volume: {claimName: small}}";
  private static final Duration SHORT = Duration.ofSeconds(30);

  private final Site site = Site.shared();
  private final TestingProxy toSource = site.databases().toSource();

  @BeforeAll
  static void make() throws IOException {
    Installation installation = Site.shared().installation();
    assumeTrue(
        installation.cluster().folder().isPresent(), "no volume of this cluster can be filled");
    Files.createDirectories(volume());
    mount("-t", "tmpfs", "-o", "size=32m,mode=0777", "tmpfs", volume().toString());
    installation.apply(manifests(installation.namespace()));
  }

  private static Path volume() {
    return Site.shared()
        .installation()
        .cluster()
        .folder()
        .orElseThrow()
        .resolve("volumes")
        .resolve(CLAIM);
  }

  @AfterAll
  static void remove() throws IOException {
    if (Site.shared().installation().cluster().folder().isPresent()) {
      Site.shared().installation().kubectl("delete", "pvc", CLAIM, "--wait=false").orFail();
      Site.shared().installation().kubectl("delete", "pv", CLAIM, "--wait=false").orFail();
      Tool.run(SHORT, List.of("umount", "--lazy", volume().toString())).orFail();
      Files.delete(volume());
    }
  }

  @AfterEach
  void letGo() {
    Copy.letGo(toSource);
  }

  @Test
  void endsAtOnceWhereTheVolumeIsFullAndDoesWellWithMoreRoom() throws Exception {
    Path filler = volume().resolve("filler");
    try (Copy copy = site.copy("no-room")) {
      copy.holdAt(toSource, () -> copy.start("1", ON_IT));
      fill(filler);
      Copy.letGo(toSource);
      copy.awaitEnd("1");
      assertThat(copy.reason()).isEqualTo("ArchiveStorageFull");
      assertThat(copy.attempts("export")).hasSize(1);
      copy.assertUntouched();
      assertThat(dataFiles()).isEmpty();
      Files.delete(filler);
      copy.start("2", ON_IT);
      copy.awaitSuccess("2");
      copy.assertCopied();
    }
  }

  @Test
  void saysThatTheVolumeCannotBeWritten() throws Exception {
    try (Copy copy = site.copy("read-only")) {
      mount("-o", "remount,ro", volume().toString());
      try {
        copy.start("1", ON_IT, "backoffLimit: 0");
        copy.awaitEnd("1");
      } finally {
        mount("-o", "remount,rw", volume().toString());
      }
      assertThat(copy.reason()).isEqualTo("StorageError");
      copy.assertUntouched();
    }
  }

  private static void fill(Path file) throws IOException {
    byte[] much = new byte[1 << 16];
    try (OutputStream stream = Files.newOutputStream(file)) {
      while (true) {
        stream.write(much);
      }
    } catch (IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  /// What rows were written to, and what could be taken for an archive.
  private static List<Path> dataFiles() throws IOException {
    try (Stream<Path> files = Files.walk(volume())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().matches("toc.dat|manifest.json|\\d+.dat.*"))
          .toList();
    }
  }

  private static void mount(String... words) {
    Tool.run(SHORT, Stream.concat(Stream.of("mount"), Stream.of(words)).toList()).orFail();
  }

  private static String manifests(String namespace) {
    return """
    apiVersion: v1
    kind: PersistentVolume
    metadata: {name: small}
    spec:
      storageClassName: small
      capacity: {storage: 32Mi}
      accessModes: [ReadWriteOnce]
      persistentVolumeReclaimPolicy: Retain
      hostPath: {path: %s}
      claimRef: {namespace: %s, name: small}
    ---
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: {name: small}
    spec:
      storageClassName: small
      accessModes: [ReadWriteOnce]
      resources: {requests: {storage: 32Mi}}
    """
        .formatted(volume(), namespace);
  }
}
