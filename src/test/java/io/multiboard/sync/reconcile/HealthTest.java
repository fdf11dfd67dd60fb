package io.multiboard.sync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntimeFactory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.multiboard.sync.manifest.DatabaseConnection;
import io.multiboard.sync.manifest.DatabaseSync;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/// What GitOps tools make of the statuses of the golden cases: kstatus by its rules, Argo CD by our
/// scripts in a Lua, Flux by our expressions in CEL.
class HealthTest {
  private static final Path ROOT = Path.of(System.getProperty("multiboard.test.root", "."));
  private static final KubernetesSerialization YAML = new KubernetesSerialization();
  private static final Map<String, Class<? extends HasMetadata>> TYPES =
      Map.of(
          "sync", DatabaseSync.class,
          "run", DatabaseSyncRun.class,
          "connection", DatabaseConnection.class);
  private static final CelCompiler CEL =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("status", SimpleType.DYN)
          .build();

  @ParameterizedTest
  @CsvSource({
    "sync, heeds-a-new-trigger, InProgress, Progressing, InProgress",
    "sync, shows-the-run-that-goes-on, InProgress, Progressing, InProgress",
    "sync, is-ready-after-its-first-success, Current, Healthy, Current",
    "sync, is-stalled-after-a-failed-first-run, Failed, Degraded, Failed",
    "sync, is-stalled-after-a-failed-later-run, Failed, Degraded, Failed",
    "sync, tries-again-after-a-failed-run, InProgress, Progressing, InProgress",
    "sync, is-no-copy-after-a-plan, InProgress, Progressing, InProgress",
    "sync, waits-for-its-time, Current, Healthy, Current",
    "sync, runs-when-it-is-time, Current, Healthy, Current",
    "sync, starts-nothing-while-suspended, InProgress, Suspended, InProgress",
    "sync, refuses-an-unknown-time-zone, Failed, Degraded, Failed",
    "sync, refuses-a-schedule-that-never-comes, Failed, Degraded, Failed",
    "run, waits-in-the-queue, InProgress, Progressing, InProgress",
    "run, starts, InProgress, Progressing, InProgress",
    "run, follows-both-halves, InProgress, Progressing, InProgress",
    "run, says-when-it-tries-again, InProgress, Progressing, InProgress",
    "run, succeeds, Current, Healthy, Current",
    "run, overwrites-nothing-that-is-done, Current, Healthy, Current",
    "run, fails-for-good, Failed, Degraded, Failed",
    "run, is-cancelled-before-it-starts, Failed, Degraded, Failed",
    "connection, is-checked-when-it-is-new, InProgress, Progressing, InProgress",
    "connection, is-checked-again-after-a-failure, InProgress, Progressing, InProgress",
    "connection, is-ready-when-it-was-reached, Current, Healthy, Current",
    "connection, says-why-it-is-not-ready, Failed, Degraded, Failed"
  })
  void isSeenRightly(String kind, String name, String kstatus, String argo, String flux)
      throws Exception {
    GoldenCase golden =
        new GoldenCase(ROOT.resolve("src/test/resources/reconcile").resolve(kind).resolve(name));
    HasMetadata resource = golden.all(Objects.requireNonNull(TYPES.get(kind))).getFirst();
    Map<?, ?> status =
        map(
            YAML.unmarshal(Files.readString(golden.folder().resolve("out.yaml")), Map.class)
                .get("status"));
    long generation = resource.getMetadata().getGeneration();
    assertThat(kstatus(status, generation)).as("kstatus").isEqualTo(kstatus);
    assertThat(argo(resource.getKind(), status, generation)).as("Argo CD").isEqualTo(argo);
    assertThat(flux(resource.getKind(), status, generation)).as("Flux").isEqualTo(flux);
  }

  @ParameterizedTest
  @CsvSource({"DatabaseSync", "DatabaseSyncRun", "DatabaseConnection"})
  void isNotHealthyBeforeItIsSeen(String kind) throws Exception {
    Map<?, ?> unseen = Map.of("observedGeneration", -1);
    assertThat(kstatus(unseen, 1)).isEqualTo("InProgress");
    assertThat(argo(kind, unseen, 1)).isEqualTo("Progressing");
    assertThat(flux(kind, unseen, 1)).isEqualTo("InProgress");
  }

  private static Map<?, ?> map(@Nullable Object found) {
    return (Map<?, ?>) Objects.requireNonNull(found);
  }

  /// The rules of kstatus for resources that it knows nothing of.
  private static String kstatus(Map<?, ?> status, long generation) {
    if (status.get("observedGeneration") instanceof Number seen && seen.longValue() != generation) {
      return "InProgress";
    }
    if (holds(status, "Reconciling", "True")) {
      return "InProgress";
    }
    if (holds(status, "Stalled", "True")) {
      return "Failed";
    }
    boolean waits = holds(status, "Ready", "False") || holds(status, "Ready", "Unknown");
    return waits ? "InProgress" : "Current";
  }

  private static boolean holds(Map<?, ?> status, String type, String truth) {
    return status.get("conditions") instanceof List<?> all
        && all.stream()
            .map(each -> (Map<?, ?>) each)
            .anyMatch(each -> type.equals(each.get("type")) && truth.equals(each.get("status")));
  }

  private static String argo(String kind, Map<?, ?> status, long generation) throws IOException {
    Globals lua = JsePlatform.standardGlobals();
    Map<String, Object> resource =
        Map.of("kind", kind, "metadata", Map.of("generation", generation), "status", status);
    lua.set("obj", value(resource));
    Path script = ROOT.resolve("gitops/argocd/health.lua");
    LuaValue health = lua.load(Files.readString(script), kind).call();
    assertThat(health.get("message").checkjstring()).isNotBlank();
    return health.get("status").checkjstring();
  }

  private static LuaValue value(Object found) {
    return switch (found) {
      case Map<?, ?> map -> {
        LuaTable table = new LuaTable();
        map.forEach(
            (key, each) -> table.set(key.toString(), each == null ? LuaValue.NIL : value(each)));
        yield table;
      }
      case List<?> list -> {
        LuaTable table = new LuaTable();
        list.forEach(each -> table.set(table.length() + 1, value(each)));
        yield table;
      }
      case Number number -> LuaValue.valueOf(number.doubleValue());
      case Boolean truth -> LuaValue.valueOf(truth);
      default -> LuaValue.valueOf(found.toString());
    };
  }

  /// In Flux's order: what is not observed yet, then each expression.
  private static String flux(String kind, Map<?, ?> status, long generation) throws Exception {
    if (status.get("observedGeneration") instanceof Number seen && seen.longValue() != generation) {
      return "InProgress";
    }
    Map<?, ?> file =
        YAML.unmarshal(Files.readString(ROOT.resolve("gitops/flux/health.yaml")), Map.class);
    List<?> all = (List<?>) Objects.requireNonNull(file.get("healthCheckExprs"));
    Map<?, ?> expressions =
        all.stream()
            .map(HealthTest::map)
            .filter(each -> kind.equals(each.get("kind")))
            .findFirst()
            .orElseThrow();
    if (isTrue(expressions, "inProgress", status)) {
      return "InProgress";
    }
    if (isTrue(expressions, "failed", status)) {
      return "Failed";
    }
    return isTrue(expressions, "current", status) ? "Current" : "InProgress";
  }

  private static boolean isTrue(Map<?, ?> expressions, String which, Map<?, ?> status)
      throws CelValidationException, CelEvaluationException {
    CelAbstractSyntaxTree tree = CEL.compile(String.valueOf(expressions.get(which))).getAst();
    return (Boolean)
        CelRuntimeFactory.standardCelRuntimeBuilder()
            .build()
            .createProgram(tree)
            .eval(Map.of("status", status));
  }
}
