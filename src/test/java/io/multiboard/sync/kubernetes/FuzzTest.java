package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.multiboard.sync.manifest.Condition.Truth;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// F47: of manifests with something wrong in them the API server refuses most, and the operator
/// says of the others how they stand; meanwhile it serves what is right.
class FuzzTest {
  private static final int MANIFESTS = 200;

  /// Always the same, so that what is found can be looked for.
  private static final long SEED = 47;

  private static final List<Object> NONSENSE =
      Arrays.asList(
          null,
          "",
          " ",
          "x".repeat(5_000),
          "a\nb",
          "☃",
          "'; DROP DATABASE postgres; --",
          "../../etc/passwd",
          "*",
          "\"",
          "-1h",
          "99999999999999999999d",
          "0 0 31 2 *",
          "*/0 * * * *",
          "0 0 0 0 0",
          "Europe/Atlantis",
          -1,
          0,
          65_536,
          Long.MAX_VALUE,
          0.5,
          true,
          List.of(),
          List.of("a", "a"),
          Collections.nCopies(1_000, "b"),
          Map.of(),
          Map.of("unknown", "field"));

  private static final Pattern DOCUMENT_END = Pattern.compile("(?m)^---$");

  private final Random random = new Random(SEED);

  @Test
  void saysWhatIsWrongAndServesWhatIsRight() throws IOException {
    try (Shop shop = Shop.open("fuzz")) {
      List<GenericKubernetesResource> good = good();
      List<GenericKubernetesResource> taken = new ArrayList<>();
      for (int number = 0; number < MANIFESTS; number++) {
        GenericKubernetesResource wrong =
            wrong(good.get(random.nextInt(good.size())), "fuzz-" + number);
        try {
          taken.add(shop.client.resource(wrong).inNamespace(shop.name).create());
        } catch (KubernetesClientException refused) {
          assertThat(refused.getCode()).as(() -> text(wrong)).isIn(400, 422);
          assertThat(refused.getMessage()).as(() -> text(wrong)).contains("spec");
        }
      }
      assertThat(taken).hasSizeBetween(MANIFESTS / 20, MANIFESTS * 3 / 4);
      shop.operator();
      shop.sync("nightly", "trigger: one");
      DatabaseSyncRun run = shop.awaitRun(shop.awaitRunOf("nightly"), State::ended);
      assertThat(State.says(run, "Succeeded", Truth.True, "Succeeded")).isTrue();
      taken.forEach(each -> awaitWord(shop, each));
    }
  }

  /// The examples, one resource each.
  private static List<GenericKubernetesResource> good() throws IOException {
    List<GenericKubernetesResource> good = new ArrayList<>();
    try (Stream<Path> files = Files.list(Tool.ROOT.resolve("examples"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
        DOCUMENT_END
            .splitAsStream(Files.readString(file))
            .map(text -> Serialization.unmarshal(text, GenericKubernetesResource.class))
            .forEach(good::add);
      }
    }
    return good;
  }

  /// The same with nonsense in one place.
  private GenericKubernetesResource wrong(GenericKubernetesResource good, String name) {
    GenericKubernetesResource wrong = Serialization.clone(good);
    wrong.getMetadata().setGenerateName(null);
    wrong.getMetadata().setName(name);
    Map<String, Object> at = child(wrong.getAdditionalProperties(), "spec");
    while (true) {
      List<String> fields = at.keySet().stream().sorted().toList();
      String field = fields.get(random.nextInt(fields.size()));
      if (at.get(field) instanceof Map<?, ?> inner && !inner.isEmpty() && random.nextBoolean()) {
        at = child(at, field);
      } else {
        at.put(field, NONSENSE.get(random.nextInt(NONSENSE.size())));
        return wrong;
      }
    }
  }

  /// That field, as something that can be changed.
  private static Map<String, Object> child(Map<String, Object> of, String field) {
    Map<String, Object> child = new HashMap<>();
    if (of.get(field) instanceof Map<?, ?> there) {
      there.forEach((key, value) -> child.put((String) key, value));
    }
    of.put(field, child);
    return child;
  }

  private static void awaitWord(Shop shop, GenericKubernetesResource taken) {
    Awaitility.await(text(taken))
        .atMost(Shop.PATIENCE)
        .until(() -> hasWord(shop.client.resource(taken).inNamespace(shop.name).get()));
  }

  private static boolean hasWord(GenericKubernetesResource now) {
    Object generation = now.get("status", "observedGeneration");
    return generation instanceof Number seen
        && seen.longValue() == now.getMetadata().getGeneration()
        && now.get("status", "conditions", 0, "reason") instanceof String reason
        && !reason.isEmpty();
  }

  private static String text(GenericKubernetesResource resource) {
    String yaml = Serialization.asYaml(resource);
    return yaml.length() < 2_000 ? yaml : yaml.substring(0, 2_000);
  }
}
