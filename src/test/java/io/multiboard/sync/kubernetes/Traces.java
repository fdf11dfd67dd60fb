package io.multiboard.sync.kubernetes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What the work of the operator and its workers leaves for others to read.
record Traces(Site site) {
  /// Where a login belongs, and where a release keeps what it was installed with.
  private static final Set<String> HOLD_LOGINS = Set.of("secrets");

  /// Fails the test where something was asked for that is not granted, or the password can be read.
  void assertNone() throws IOException {
    new AuditLog(site).assertOnlyGrantedRequests();
    assertNoPassword();
  }

  /// Fails the test where the password can be read anywhere but in the Secrets.
  private void assertNoPassword() throws IOException {
    assertThat(resources()).isNotEmpty().noneMatch(this::tells);
    assertThat(logs()).isNotEmpty().noneMatch(this::tells);
    assertNoFileTells(site.installation().volume(site.installation().claim()));
    assertNoFileTells(site.installation().cluster().folder().map(each -> each.resolve("log")));
  }

  /// Everything of the namespace but Secrets, and events.
  private List<String> resources() {
    Installation at = site.installation();
    Predicate<String> open = kind -> !HOLD_LOGINS.contains(kind);
    return at.kubectl("api-resources", "--verbs=list", "--namespaced", "-o", "name")
        .orFail()
        .lines()
        .filter(open)
        .map(kind -> at.kubectl("get", kind, "-o", "yaml", "--show-managed-fields").orFail())
        .toList();
  }

  private List<String> logs() {
    Installation at = site.installation();
    return at.kubectl("get", "pods", "-o", "name")
        .orFail()
        .lines()
        .map(pod -> at.kubectl("logs", pod, "--all-containers").output())
        .toList();
  }

  private void assertNoFileTells(Optional<Path> folder) throws IOException {
    if (folder.isEmpty()) {
      return;
    }
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        folder.get(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && tells(read(file))) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    assertThat(found).as("files with the password").isEmpty();
  }

  /// Fails the test where arguments or environments of processes of this machine, with those in
  /// pods, hold the password now.
  void assertNoProcessTells() throws IOException {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process :
          processes.filter(each -> each.getFileName().toString().matches("[0-9]+")).toList()) {
        for (String said : List.of("cmdline", "environ")) {
          assertThat(tells(read(process.resolve(said))))
              .as("the password in %s", process)
              .isFalse();
        }
      }
    }
  }

  /// The bytes of a file; none where it or its process has gone meanwhile.
  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException failure) {
      // Without the right to trace, root cannot read the environment of others' processes.
      if (Files.exists(file) && !file.endsWith("environ")) {
        throw failure;
      }
      return "";
    }
  }

  private boolean tells(String text) {
    String password = site.databases().password();
    String encoded = Base64.getEncoder().encodeToString(password.getBytes(UTF_8));
    return text.contains(password) || text.contains(encoded);
  }
}
