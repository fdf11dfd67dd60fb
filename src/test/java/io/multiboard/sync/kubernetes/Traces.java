package io.multiboard.sync.kubernetes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What the work of the operator and its workers leaves for others to read.
record Traces(Site site) {
  /// Where a login belongs, and where a release keeps what it was installed with.
  private static final Set<String> HOLD_LOGINS = Set.of("secrets");

  /// Fails the test where the operator asked for what the chart does not grant, or for a Secret, or
  /// a worker asked for anything. Needs the audit log of the tests' own cluster.
  void assertOnlyGrantedRequests() throws IOException {
    Optional<Path> log =
        site.installation().cluster().folder().map(each -> each.resolve("log/audit.log"));
    if (log.isEmpty()) {
      return;
    }
    String account = "system:serviceaccount:" + site.installation().namespace() + ":";
    List<Map<?, ?>> requests = new ArrayList<>();
    try (Stream<String> lines = Files.lines(log.get(), UTF_8)) {
      lines
          .filter(line -> line.contains(account))
          .forEach(line -> requests.add(Serialization.unmarshal(line, Map.class)));
    }
    assertThat(requests).isNotEmpty();
    Set<String> complaints = new TreeSet<>();
    requests.forEach(request -> complaint(request, account).ifPresent(complaints::add));
    assertThat(complaints).isEmpty();
  }

  private Optional<String> complaint(Map<?, ?> request, String account) {
    String who = (String) field(request, "user", "username");
    String what =
        who
            + " "
            + request.get("verb")
            + " "
            + String.valueOf(request.get("requestURI")).replaceAll("\\?.*", "");
    if (who.equals(account + "default")) {
      return Optional.of("a worker asked: " + what);
    }
    if (!who.equals(site.installation().operator()) || isOfGoneNamespace(request)) {
      return Optional.empty();
    }
    String why = String.valueOf(field(request, "annotations", "authorization.k8s.io/reason"));
    boolean granted = why.contains("\"" + site.installation().name()) || why.contains("\"system:");
    boolean secret = "secrets".equals(field(request, "objectRef", "resource"));
    return granted && !secret ? Optional.empty() : Optional.of(what + ": " + why);
  }

  /// With a namespace the rights in it go, and the operator hears of both by asking.
  private static boolean isOfGoneNamespace(Map<?, ?> request) {
    return Site.GUEST.equals(field(request, "objectRef", "namespace"))
        && "forbid".equals(field(request, "annotations", "authorization.k8s.io/decision"));
  }

  private static Object field(Map<?, ?> of, String first, String second) {
    return of.get(first) instanceof Map<?, ?> inner && inner.get(second) != null
        ? inner.get(second)
        : "";
  }

  /// Fails the test where the password can be read anywhere but in the Secrets.
  void assertNoPassword() throws IOException {
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
