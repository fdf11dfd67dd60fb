package io.multiboard.sync.manifest.written;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.manifest.ConnectionSpec.Environment;
import io.multiboard.sync.manifest.DatabaseConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Manifests without a cluster keep to the rules of `crds/`, and are refused in the words of the
/// API server.
class WrittenTest {
  private static final Path EXAMPLES =
      Path.of(System.getProperty("multiboard.test.root", "."), "examples");
  private static final String CONNECTION =
      """
      apiVersion: sync.multiboard.io/v1alpha1
      kind: DatabaseConnection
      metadata: {name: shop}
      spec:
        host: db.example.org
        database: shop
        credentials: {secretName: shop}
        environment: Test
      """;

  static Stream<Path> examples() throws IOException {
    return files(EXAMPLES);
  }

  static Stream<Path> refused() throws IOException {
    return files(EXAMPLES.resolve("refused"));
  }

  private static Stream<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  private static Written read(String text) {
    Written written = new Written();
    written.read("some.yaml", text);
    return written;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void takesTheExamples(Path file) throws IOException {
    Written written = read(Files.readString(file));
    assertThat(written.leftOut()).isEmpty();
    assertThat(written.connections().size() + written.syncs().size() + written.runs().size())
        .isPositive();
  }

  /// Each says in its first line what the API server says.
  @ParameterizedTest
  @MethodSource("refused")
  void refusesWhatAServerRefuses(Path file) throws IOException {
    String text = Files.readString(file);
    String expected = text.lines().findFirst().orElseThrow().replace("# Refused: ", "");
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(SyncException.class)
        .hasMessageContaining("(some.yaml) is refused: ")
        .hasMessageContaining(expected);
  }

  @Test
  void completesWhatIsLeftOut() {
    DatabaseConnection connection = read(CONNECTION).connections().getFirst();
    assertThat(connection.getMetadata().getNamespace()).isEqualTo("default");
    assertThat(connection.getSpec().port()).isEqualTo(5432);
    assertThat(connection.getSpec().allowOverwrite()).isFalse();
    assertThat(connection.getSpec().environment()).isEqualTo(Environment.Test);
    assertThat(connection.getSpec().tls().mode().name()).isEqualTo("VerifyFull");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          database: shop     | database: 7     | spec.database in body must be of type string: "integer"
          environment: Test  | environment: ~  | spec.environment in body must be of type string: "null"
          database: shop     | databse: shop   | unknown field "spec.databse"; spec.database: Required value
          {name: shop}       | {name: Shop}    | metadata.name: Invalid value: "Shop"
          {name: shop}       | {nme: shop}     | unknown field "metadata.nme"
          v1alpha1           | v1              | no matches for kind "DatabaseConnection" in version
          {secretName: shop} | {secretName: shop, certificateKey: tls.crt} | spec.credentials: a client certificate needs
          {secretName: shop} | [shop]          | spec.credentials in body must be of type object: "array"
          environment: Test  | {environment: Test | no YAML that can be read at line
          kind: DatabaseConnection | kin: DatabaseConnection | it has no apiVersion and kind
          """)
  void namesTheFieldAndTheRule(String right, String wrong, String message) {
    assertThatThrownBy(() -> read(CONNECTION.replace(right, wrong)))
        .isInstanceOf(SyncException.class)
        .hasMessageContaining(message);
  }

  @Test
  void saysWhatAFieldTakes() {
    assertThatThrownBy(() -> read(CONNECTION.replace("database: shop", "port: 0")))
        .isInstanceOfSatisfying(
            SyncException.class,
            refused -> assertThat(refused.remedy()).isEqualTo("spec.port: The server's TCP port."));
  }

  @Test
  void refusesTwoOfOneName() {
    assertThatThrownBy(() -> read(CONNECTION + "---\n" + CONNECTION))
        .hasMessageContaining("some.yaml, document 2")
        .hasMessageContaining("two of this name");
  }

  @Test
  void readsSecretsAndShowsNone() {
    Written written =
        read(
            """
            apiVersion: v1
            kind: List
            items:
              - apiVersion: v1
                kind: Secret
                metadata: {name: login, namespace: shop}
                data: {username: cmVhZGVy, password: b2xk}
                stringData: {password: canary-77}
              - apiVersion: v1
                kind: Namespace
                metadata: {name: shop}
            """);
    WrittenSecret secret = written.secrets().getFirst();
    assertThat(secret.values().get("username")).asString().isEqualTo("reader");
    assertThat(new String(secret.values().get("password"), StandardCharsets.UTF_8))
        .isEqualTo("canary-77");
    assertThat(secret).hasToString("Secret shop/login with the keys [password, username]");
    assertThat(written.leftOut()).containsExactly("Namespace \"shop\" (some.yaml)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          stringData: {password: 1234567}  | stringData.password in body must be of type string
          data: {password: '%canary%'}     | data.password in body must be base64
          strngData: {password: canary-77} | unknown field "strngData"
          stringData: {password: canary-77 | is no YAML that can be read at line
          """)
  void tellsNoPasswordOfASecretThatItRefuses(String field, String message) {
    String secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: login}\n" + field + "\n";
    assertThatThrownBy(() -> read(secret))
        .hasMessageContaining(message)
        .message()
        .doesNotContain("canary", "1234567");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          has(self.a) && !has(self.b.c)                     ~ true
          has(self.x) || self.a == 1                        ~ true
          self.n.size() == 4 ? self.a <= 1 : self.a > 5     ~ true
          self.n in ['shop', 'food'] && self.n != 'food'    ~ true
          !(self.a >= 2 || self.a < 1)                      ~ true
          self.x == 1                                       ~ false
          has(self.x.y)                                     ~ false
          self.a in [2, 3]                                  ~ false
          """)
  void readsRules(String rule, boolean holds) {
    Map<String, Object> self = Map.of("a", 1, "n", "shop", "b", Map.of());
    assertThat(new Rule(rule).holds(self)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({"self.a == 1)", "self.a + 1", "self.a.matches('x')", "\"a\" == self.a", "(self.a"})
  void refusesRulesThatItCannotRead(String rule) {
    assertThatThrownBy(() -> new Rule(rule).holds(Map.of("a", 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
