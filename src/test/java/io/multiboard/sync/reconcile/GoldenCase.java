package io.multiboard.sync.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.multiboard.sync.manifest.DatabaseConnection;
import io.multiboard.sync.manifest.DatabaseSync;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.order.OrderJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// One folder of a golden case.
record GoldenCase(Path folder) {
  private static final Path ROOT =
      Path.of(System.getProperty("multiboard.test.root", "."), "src/test/resources/reconcile");
  private static final KubernetesSerialization YAML = new KubernetesSerialization();
  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "DatabaseConnection", DatabaseConnection.class,
          "DatabaseSync", DatabaseSync.class,
          "DatabaseSyncRun", DatabaseSyncRun.class,
          "Job", Job.class,
          "Pod", Pod.class);

  static Stream<GoldenCase> below(String what) throws IOException {
    try (Stream<Path> folders = Files.list(ROOT.resolve(what))) {
      return folders.sorted().map(GoldenCase::new).toList().stream();
    }
  }

  Instant now() throws IOException {
    return Instant.parse(Files.readString(folder.resolve("in-now.txt")).strip());
  }

  /// The resources of a kind, as they stand there.
  <T extends HasMetadata> List<T> all(Class<T> type) {
    return documents().map(GoldenCase::read).filter(type::isInstance).map(type::cast).toList();
  }

  private static HasMetadata read(String text) {
    String kind = text.lines().filter(line -> line.startsWith("kind: ")).findFirst().orElseThrow();
    return YAML.unmarshal(text, KINDS.get(kind.substring("kind: ".length()).strip()));
  }

  private Stream<String> documents() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> file.getFileName().toString().startsWith("in-"))
          .sorted()
          .flatMap(file -> Stream.of(text(file).split("(?m)^---\n")))
          .filter(text -> !text.isBlank())
          .toList()
          .stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  List<WorkerSeen> workers() throws IOException {
    List<WorkerSeen> workers = new ArrayList<>();
    for (Job job : all(Job.class)) {
      List<Pod> pods =
          all(Pod.class).stream()
              .filter(pod -> WorkerVoices.jobOf(pod).name().equals(job.getMetadata().getName()))
              .toList();
      workers.add(WorkerSight.of(job, pods, Optional.empty(), now()));
    }
    return workers;
  }

  /// The file with what is expected, after it was written anew where that is asked for.
  Path expected(String said) throws IOException {
    Path file = folder.resolve("out.yaml");
    if (System.getenv().containsKey("MULTIBOARD_WRITE_DOCS")) {
      Files.writeString(file, said);
    }
    return file;
  }

  static String text(List<Decision> decisions, Object status, Optional<Duration> wake) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("decisions", decisions.stream().map(GoldenCase::shown).toList());
    said.put("status", status);
    said.put("wakeAfter", wake.map(Duration::toString).orElse("never"));
    return YAML.asYaml(said).replaceFirst("^---\n", "");
  }

  private static Map<String, Object> shown(Decision decision) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("decision", decision.getClass().getSimpleName());
    switch (decision) {
      case Decision.StartWorker start -> {
        shown.put("job", start.job().job().toString());
        shown.put("order", YAML.unmarshal(OrderJson.write(start.job().order()), Map.class));
        shown.put("claim", start.job().claimName().orElse("none"));
      }
      case Decision.EndWorker end -> shown.put("job", end.job().toString());
      case Decision.CreateRun create -> {
        shown.put("run", create.run().toString());
        shown.put("annotations", create.annotations());
        shown.put("spec", create.spec());
      }
      case Decision.CancelRun cancel -> shown.put("run", cancel.run().toString());
      case Decision.RemoveRun remove -> shown.put("run", remove.run().toString());
      case Decision.Tell tell -> {
        shown.put("event", tell.reason());
        shown.put("message", tell.message());
      }
    }
    return shown;
  }

  @Override
  public String toString() {
    return folder.getFileName().toString();
  }
}
