package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.manifest.Attempt;
import io.multiboard.sync.manifest.Conditions;
import io.multiboard.sync.manifest.RunStatus;
import io.multiboard.sync.manifest.RunStatus.TargetState;
import io.multiboard.sync.manifest.Stage;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What `docs/operator.md` tells people to type, typed line by line: from the chart to a proved
/// copy, the way back, an upgrade while tables are copied, cancelling, and the end.
@ExtendWith(Site.Opening.class)
class WalkTest {
  private static final String RELEASE = "multiboard-sync";

  /// Typed by other tests, or by nobody whose cluster has the image and other releases.
  private static final List<String> TYPED_ELSEWHERE =
      List.of(
          "./mvnw -Pimage -Dmaven.test.skip=true package",
          "sudo k3s ctr images import target/multiboard-sync-image.tar",
          "kubectl delete crd databasesyncs.sync.multiboard.io databasesyncruns.sync.multiboard.io databaseconnections.sync.multiboard.io",
          "./multiboard-sync run -f shop.yaml",
          "./multiboard-sync run -f examples/connections.yaml -f secrets.yaml -f examples/plan.yaml -f examples/sync-once.yaml",
          "sops -d shop.yaml | ./multiboard-sync run -f - --archives /var/archives");

  /// Makes a table that the source has, too: what only a target has is dropped only when told so.
  private static final String TABLE =
      """
      SELECT format('%I.%I', relnamespace::regnamespace::text, relname) FROM pg_class
       WHERE relkind = 'r' AND relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
       ORDER BY 1 LIMIT 1
      """;

  @TempDir private Path folder;
  private final Site site = Site.shared();
  private final Databases databases = site.databases();
  private final Installation shop = site.installation().in("shop");
  private final TestDatabase target = new TestDatabase(databases.target(), "shop");
  private final Copy copy = new Copy(new Site(shop, databases, site.original()), "shop", target);

  @BeforeEach
  void prepare() throws SQLException {
    Installation.createNamespace(shop.client(), shop.namespace());
    TestServer server = databases.target();
    server.execute("CREATE ROLE app LOGIN");
    server.createDatabase(target.name());
    server.execute("ALTER DATABASE shop OWNER TO app");
    String schema = table().replaceFirst("\\..*", "");
    target.execute(
        "SET ROLE app",
        "CREATE SCHEMA IF NOT EXISTS " + schema,
        "CREATE TABLE " + table() + " AS SELECT 'what was there' AS said");
  }

  @AfterEach
  void end() throws SQLException {
    Copy.letGo(databases.toTarget());
    shop.client().namespaces().withName(shop.namespace()).delete();
    target.close();
  }

  private String table() throws SQLException {
    return site.original().query(TABLE);
  }

  @Test
  void leadsWhereThePageSays() throws Exception {
    Manual page = Manual.of("docs/operator.md");
    Terminal terminal = terminal();
    install(page, terminal);
    copy(page, terminal);
    putBack(page, terminal);
    upgradeAndCancel(page, terminal);
    uninstall(page, terminal);
    assertThat(page.untyped()).containsExactlyElementsOf(TYPED_ELSEWHERE);
  }

  private void install(Manual page, Terminal terminal) throws Exception {
    String notes = terminal.type(page.command("helm install multiboard-sync"), "--take-ownership");
    assertThat(notes).contains("multiboard-sync init");
    rolledOut();
    terminal.type(page.command("kubectl explain"));
    assertThat(page.command("helm install --take")).isEqualTo("helm install --take-ownership");
  }

  private void rolledOut() {
    shop.kubectl("rollout", "status", "deployment/" + RELEASE, "--timeout=90s").orFail();
  }

  private void copy(Manual page, Terminal terminal) throws Exception {
    terminal.type(page.command("./multiboard-sync init --source postgres"));
    terminal.type(page.command("./multiboard-sync init --source … --target … --part source"));
    terminal.type(page.command("./multiboard-sync init --source … --target … --part target"));
    terminal.type(page.command("./multiboard-sync allow"));
    terminal.type(page.command("kubectl apply"));
    Path seen = folder.resolve("seen");
    Process watch = terminal.start(page.command("kubectl --namespace shop get syncrun"), seen);
    try {
      terminal.type(page.command("kubectl --namespace shop wait dbsync/shop"));
      copy.awaitSuccess("1");
      copy.assertCopied();
      copy.await("the end, as people see it", () -> saysAllIsDone(seen));
    } finally {
      watch.destroy();
    }
  }

  private static boolean saysAllIsDone(Path seen) throws IOException {
    try (Stream<String> lines = Files.lines(seen)) {
      return lines.anyMatch(line -> line.matches("shop-.* Sync +Done +100 +True .*"));
    }
  }

  private void putBack(Manual page, Terminal terminal) throws Exception {
    terminal.type(page.command("kubectl --namespace shop create -f examples/rollback.yaml"));
    copy.await("the way back", () -> Conditions.holds(copy.run().conditions(), "RolledBack"));
    assertOld();
  }

  private void assertOld() throws SQLException {
    assertThat(target.query("SELECT said FROM " + table())).isEqualTo("what was there");
  }

  private void upgradeAndCancel(Manual page, Terminal terminal) throws Exception {
    int before = copy.runs().size();
    copy.holdAt(
        databases.toTarget(), () -> shop.kubectl("create", "-f", "examples/run-now.yaml").orFail());
    String operator = shop.operatorPod().getMetadata().getName();
    terminal.type(page.command("helm upgrade"), "--set", "maxConcurrentRuns=3");
    rolledOut();
    copy.await(
        "another operator", () -> !shop.operatorPod().getMetadata().getName().equals(operator));
    assertThat(copy.run().hasEnded()).isFalse();
    terminal.type(
        page.command("kubectl --namespace shop patch syncrun NAME")
            .replace("NAME", copy.runs().getLast().getMetadata().getName()));
    copy.await("the word", () -> copy.run().hasEnded() || copy.run().stage() == Stage.Cancelling);
    Copy.letGo(databases.toTarget());
    copy.await("the end", () -> copy.runs().size() == before + 1 && copy.run().hasEnded());
    RunStatus run = copy.run();
    assertThat(run.attempts()).allMatch(attempt -> attempt.number() == 1);
    assertThat(run.attempts()).extracting(Attempt::role).contains("import");
    assertThat(run.targetState()).isNotNull();
    if (run.targetState() == TargetState.Swapped) {
      copy.assertCopied();
    } else {
      assertOld();
    }
  }

  /// Nothing is left but what the page says.
  private void uninstall(Manual page, Terminal terminal) throws Exception {
    terminal.type(page.command("helm uninstall"));
    terminal.type(page.command("kubectl --namespace shop delete lease"));
    shop.kubectl("wait", "pod", "--for=delete", "-l", "app.kubernetes.io/instance=" + RELEASE);
    String kinds =
        "deployments,replicasets,pods,services,serviceaccounts,roles,rolebindings,networkpolicies,leases,configmaps,secrets,persistentvolumeclaims";
    assertThat(shop.kubectl("get", kinds, "-o", "name").orFail().lines())
        .filteredOn(name -> !name.startsWith("pod/shop-"))
        .containsExactlyInAnyOrder(
            "serviceaccount/default",
            "configmap/kube-root-ca.crt",
            "secret/shop-source",
            "secret/shop-target",
            "persistentvolumeclaim/multiboard-sync-archives");
    assertThat(copy.runs()).hasSizeGreaterThan(2);
    Optional<Path> volume = shop.volume("multiboard-sync-archives");
    if (volume.isPresent()) {
      assertThat(volume.get()).isDirectoryRecursivelyContaining("glob:**/archive/toc.dat");
    }
    // In place of the definitions, which others need here: workers' pods hold the volume.
    shop.kubectl("delete", "dbsync,syncrun,dbconn", "--all").orFail();
    terminal.type(page.command("kubectl --namespace shop delete pvc"));
  }

  private Terminal terminal() {
    String source = url("reader_of_shop", databases.toSource().port(), site.original().name());
    String loader = url("loader_of_shop", databases.toTarget().port(), target.name());
    int colon = shop.cluster().image().lastIndexOf(':');
    Map<String, String> meant = new LinkedHashMap<>();
    meant.put("--source … --target …", "--source " + source + " --target " + loader);
    meant.put("postgres://production.db.example.org/shop", source);
    meant.put("postgres://staging.db.example.org/shop", loader);
    meant.put(
        "postgres://app@staging.db.example.org/shop",
        databases.target().url(target.name()).replace("postgres@", "app@"));
    meant.put("shop.yaml", folder.resolve("shop.yaml").toString());
    meant.put(
        "image.repository=multiboard-sync",
        "image.repository=" + shop.cluster().image().substring(0, colon));
    meant.put("image.tag=test", "image.tag=" + shop.cluster().image().substring(colon + 1));
    return new Terminal(
        shop.cluster(),
        meant,
        Map.of(
            "production.db.example.org",
            databases.source(),
            "staging.db.example.org",
            databases.target()));
  }

  private String url(String user, int port, String database) {
    return "postgres://%s:%s@%s:%d/%s?sslmode=disable"
        .formatted(user, databases.password(), databases.host(), port, database);
  }
}
