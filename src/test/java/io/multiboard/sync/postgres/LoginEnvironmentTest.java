package io.multiboard.sync.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginEnvironmentTest {
  private final Map<String, String> variables = new HashMap<>();

  private DatabaseAddress resolve(String text) {
    return new LoginEnvironment(variables).resolve(text);
  }

  @Test
  void fillsGapsFromTheVariablesOfLibpq() {
    variables.putAll(
        Map.of(
            "PGHOST",
            "db",
            "PGPORT",
            "5433",
            "PGUSER",
            "me",
            "PGDATABASE",
            "d",
            "PGPASSWORD",
            "p"));
    DatabaseAddress address = resolve("postgres://");
    assertThat(address.display()).isEqualTo("me@db:5433/d");
    assertThat(address.password().map(Password::reveal)).contains("p");
    assertThat(address.tls().mode()).isEqualTo(TlsMode.VerifyFull);
    assertThat(address.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void theUrlIsStrongerThanTheVariables() {
    variables.putAll(
        Map.of("PGHOST", "db", "PGPASSWORD", "p", "PGSSLMODE", "disable", "PGUSER", "me"));
    DatabaseAddress address = resolve("postgres://u:q@h:1/d?sslmode=require&connect_timeout=7");
    assertThat(address.display()).isEqualTo("u@h:1/d");
    assertThat(address.password().map(Password::reveal)).contains("q");
    assertThat(address.tls().mode()).isEqualTo(TlsMode.Require);
    assertThat(address.connectTimeout()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void theDatabaseIsNamedAsTheUserUnlessSaid() {
    assertThat(resolve("postgres://parts@h").database()).isEqualTo("parts");
  }

  @Test
  void takesTheWholeUrlFromAVariable() {
    variables.put("SHOP", "postgres://u:canary@shop.example.org/d");
    assertThat(resolve("env:SHOP").host()).isEqualTo("shop.example.org");
    assertThat(resolve("env:SHOP").toString()).doesNotContain("canary");
    assertThatThrownBy(() -> resolve("env:NONE"))
        .hasMessage("the environment variable \"NONE\" is not set, or is empty");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost,Disable",
    "LOCALHOST,Disable",
    "127.0.0.1,Disable",
    "127.3.2.1,Disable",
    "[::1],Disable",
    "localhost.example.org,VerifyFull",
    "128.0.0.1,VerifyFull",
    "[::2],VerifyFull",
    "db,VerifyFull"
  })
  void plainIsTheDefaultOnThisMachineAlone(String host, TlsMode mode) {
    assertThat(resolve("postgres://u@" + host + "/d").tls().mode()).isEqualTo(mode);
  }

  @Test
  void namedAuthoritiesAreAsked() {
    assertThat(resolve("postgres://u@localhost/d?sslrootcert=/ca.pem").tls().mode())
        .isEqualTo(TlsMode.VerifyFull);
    assertThat(resolve("postgres://u@h/d?sslmode=require&sslrootcert=/ca.pem").tls().mode())
        .isEqualTo(TlsMode.VerifyCA);
    assertThat(resolve("postgres://u@h/d?sslrootcert=system").tls().authorities()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"prefer", "allow"})
  void refusesModesThatCanBeSwitchedOff(String mode) {
    assertThatThrownBy(() -> resolve("postgres://u@h/d?sslmode=" + mode))
        .hasMessage("sslmode=" + mode + " is refused: whoever stands between can switch TLS off");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "601", "-1", "x", "99999999999"})
  void refusesSenselessTimeouts(String seconds) {
    assertThatThrownBy(() -> resolve("postgres://u@h/d?connect_timeout=" + seconds))
        .hasMessageContaining("from 1 to 600");
  }

  @Test
  void readsThePasswordFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve(".pgpass");
    Files.writeString(
        file,
        """
        # comment:*:*:*:no
        h:5432:other:u:wrong
        too:few:fields
        h:*:d\\:1:u:pass\\:wo\\\\rd:x
        *:*:*:*:last
        """);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    variables.put("HOME", folder.toString());
    assertThat(resolve("postgres://u@h/d%3A1").password().map(Password::reveal))
        .contains("pass:wo\\rd:x");
    assertThat(resolve("postgres://v@h/d").password().map(Password::reveal)).contains("last");
    variables.put("PGPASSFILE", folder.resolve("none").toString());
    assertThat(resolve("postgres://v@h/d").password()).isEmpty();
  }

  @Test
  void refusesAPasswordFileThatOthersCanRead(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("pass"), "*:*:*:*:canary\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    variables.put("PGPASSFILE", file.toString());
    assertThatThrownBy(() -> resolve("postgres://u@h/d"))
        .isInstanceOfSatisfying(
            SyncException.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(Reason.InvalidConfiguration);
              assertThat(failure.remedy()).isEqualTo("chmod 600 " + file);
            });
    assertThat(resolve("postgres://u:given@h/d").password()).isPresent();
  }
}
