package io.multiboard.sync.kubernetes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the chart renders, for each set of values of the folder `chart`; `-Dchart.write=true`
/// writes what is expected anew. Where Helm is missing it is skipped, and fails where `CI` is set.
class ChartTest {
  private static final Path CHART = Tool.ROOT.resolve("helm/multiboard-sync");
  private static final Path CASES = Tool.ROOT.resolve("src/test/resources/chart");
  private static final String SCHEMAS = "schemas-1.34.4/{{.ResourceKind}}{{.KindSuffix}}.json";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @BeforeAll
  static void helmIsThere() {
    boolean there = Files.isExecutable(Path.of(Tool.program("helm")));
    assumeTrue(
        there || System.getenv("CI") != null,
        "Helm is missing: src/test/kubernetes/tools chart builds it, with Go");
    assertThat(there).as("src/test/kubernetes/tools chart has built Helm").isTrue();
  }

  static Stream<Path> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES.resolve("rendered"))) {
      return files
          .filter(file -> file.toString().endsWith(".values.yaml"))
          .sorted()
          .toList()
          .stream();
    }
  }

  static Stream<Path> refusals() throws IOException {
    try (Stream<Path> files = Files.list(CASES.resolve("refused"))) {
      return files.sorted().toList().stream();
    }
  }

  @Test
  void isCleanByHelmsOwnRules() {
    Tool.run(
            LIMIT,
            Tool.command("helm", "lint", "--strict", "--kube-version", "1.34.4", CHART.toString()))
        .orFail();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rendersAsExpected(Path values) throws IOException {
    Path expected = Path.of(values.toString().replace(".values.yaml", ".yaml"));
    String rendered = withoutDefinitions(render(values).orFail());
    if (Boolean.getBoolean("chart.write")) {
      Files.writeString(expected, rendered);
    }
    assertThat(rendered).isEqualTo(Files.readString(expected));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void rendersWhatKubernetesKnows(Path values) throws IOException {
    Path file = Files.createTempFile("chart-", ".yaml");
    Files.writeString(file, render(values).orFail());
    String schemas = Tool.folder().resolve(SCHEMAS).toString();
    Tool.run(
            LIMIT,
            Tool.command("kubeconform", "-strict", "-schema-location", schemas, file.toString()))
        .orFail();
    Files.delete(file);
  }

  /// The first line of a refused file says, after `# `, what the refusal must contain.
  @ParameterizedTest
  @MethodSource("refusals")
  void refusesWhatDoesNotFit(Path values) throws IOException {
    String wanted = Files.readAllLines(values).getFirst().substring(2);
    Tool.Finished finished = render(values);
    assertThat(finished.status()).isNotZero();
    assertThat(finished.errors()).contains(wanted);
  }

  @Test
  void grantsNoSecretAndNoWildcard() throws IOException {
    for (Path values : cases().toList()) {
      String rendered = withoutDefinitions(render(values).orFail());
      assertThat(
              rendered
                  .lines()
                  .filter(line -> line.matches("\\s*(- )?(resources|verbs|apiGroups):.*")))
          .noneMatch(line -> line.contains("*"))
          .noneMatch(line -> line.matches(".*\\b(secrets|exec|escalate|bind|impersonate)\\b.*"));
    }
  }

  @Test
  void keepsTheDefinitionsWhenTheReleaseGoes() throws IOException {
    String rendered = render(CASES.resolve("rendered/defaults.values.yaml")).orFail();
    assertThat(rendered.split("kind: \"CustomResourceDefinition\"", -1)).hasSize(4);
    Pattern kept =
        Pattern.compile(
            "kind: \"CustomResourceDefinition\"\nmetadata:\n  annotations:\n    helm.sh/resource-policy: keep\n");
    assertThat(kept.matcher(rendered).results()).hasSize(3);
  }

  @Test
  void everyValueIsBoundedExplainedAndExercised() throws IOException {
    Map<?, ?> values = read(CHART.resolve("values.yaml"));
    Map<?, ?> schema = read(CHART.resolve("values.schema.json"));
    Set<String> names = names("", values, schema);
    Set<String> exercised = new TreeSet<>();
    for (Path file : cases().toList()) {
      exercised.addAll(names("", read(file), schema));
    }
    assertThat(exercised).isEqualTo(names);
    assertThat(unexplained()).isEmpty();
  }

  /// Keys of values.yaml with no comment of their own, nor of the key before them that they follow.
  private static List<String> unexplained() throws IOException {
    List<String> lines = Files.readAllLines(CHART.resolve("values.yaml"));
    Matcher key = Pattern.compile("^ *[a-zA-Z]+:.*").matcher("");
    Stream.Builder<String> found = Stream.builder();
    for (int line = 1; line < lines.size(); line++) {
      String above = lines.get(line - 1).strip();
      boolean explained = above.startsWith("#") || key.reset(lines.get(line - 1)).matches();
      if (key.reset(lines.get(line)).matches() && !explained) {
        found.add(lines.get(line));
      }
    }
    return found.build().toList();
  }

  /// The paths of all leaves, as far down as the schema names fields.
  private static Set<String> names(String prefix, Map<?, ?> values, Map<?, ?> schema) {
    Set<String> names = new TreeSet<>();
    Map<?, ?> properties = (Map<?, ?>) requireNonNull(schema.get("properties"));
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      Map<?, ?> below =
          (Map<?, ?>) requireNonNull(properties.get(entry.getKey()), prefix + entry.getKey());
      if (entry.getValue() instanceof Map<?, ?> inner && below.containsKey("properties")) {
        names.addAll(names(prefix + entry.getKey() + ".", inner, below));
      } else {
        names.add(prefix + entry.getKey());
      }
    }
    return names;
  }

  private static Map<?, ?> read(Path file) throws IOException {
    return Serialization.unmarshal(Files.readString(file), Map.class);
  }

  private static Tool.Finished render(Path values) {
    return Tool.run(
        LIMIT,
        Tool.command(
            "helm",
            "template",
            "copies",
            CHART.toString(),
            "--namespace",
            "sync",
            "--kube-version",
            "1.34.4",
            "--values",
            values.toString()));
  }

  private static String withoutDefinitions(String rendered) {
    return Stream.of(rendered.split("(?m)^---\n"))
        .filter(document -> !document.isBlank())
        .filter(document -> !document.contains("kind: \"CustomResourceDefinition\""))
        .filter(document -> document.lines().anyMatch(line -> line.startsWith("kind:")))
        .map(document -> "---\n" + document.strip() + "\n")
        .reduce("", String::concat);
  }
}
