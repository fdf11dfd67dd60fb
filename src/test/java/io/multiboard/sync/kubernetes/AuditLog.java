package io.multiboard.sync.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What the API server was asked for. Not thread-safe.
final class AuditLog {
  /// Something that was asked for.
  private record Right(String verb, String resource, String subresource, String namespace) {}

  private final Site site;
  private final Map<Right, Boolean> refused = new HashMap<>();

  AuditLog(Site site) {
    this.site = site;
  }

  /// Fails the test where the operator asked for what the chart does not grant, or for a Secret, or
  /// a worker asked for anything. What was refused while a test had taken rights away, or a whole
  /// namespace, is granted again now. Needs the audit log of the tests' own cluster.
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
    if (!who.equals(site.installation().operator())) {
      return Optional.empty();
    }
    String why = String.valueOf(field(request, "annotations", "authorization.k8s.io/reason"));
    boolean granted = why.contains("\"" + site.installation().name()) || why.contains("\"system:");
    boolean secret = "secrets".equals(field(request, "objectRef", "resource"));
    return !secret && (granted || isGrantedNow(request))
        ? Optional.empty()
        : Optional.of(what + ": " + why);
  }

  private boolean isGrantedNow(Map<?, ?> request) {
    Right right =
        new Right(
            String.valueOf(request.get("verb")),
            field(request, "objectRef", "resource") + "." + field(request, "objectRef", "apiGroup"),
            String.valueOf(field(request, "objectRef", "subresource")),
            String.valueOf(field(request, "objectRef", "namespace")));
    return refused.computeIfAbsent(right, this::isGranted);
  }

  private boolean isGranted(Right right) {
    return site.installation()
        .cluster()
        .kubectl(
            "auth",
            "can-i",
            right.verb(),
            right.resource().replaceAll("\\.$", ""),
            "--subresource=" + right.subresource(),
            "--namespace=" + right.namespace(),
            "--as=" + site.installation().operator())
        .output()
        .strip()
        .equals("yes");
  }

  private static Object field(Map<?, ?> of, String first, String second) {
    return of.get(first) instanceof Map<?, ?> inner && inner.get(second) != null
        ? inner.get(second)
        : "";
  }
}
