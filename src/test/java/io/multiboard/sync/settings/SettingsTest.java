package io.multiboard.sync.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.settings.Settings.LogFormat;
import io.multiboard.sync.settings.Settings.LogLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @Test
  void hasTheDefaultsOfTheDesign() {
    Settings settings = Settings.from(Map.of());
    assertThat(settings.logging().level()).isEqualTo(LogLevel.WARN);
    assertThat(settings.logging().format()).isEqualTo(LogFormat.TEXT);
    assertThat(settings.transfer().jobs()).isEqualTo(2);
    assertThat(settings.transfer().lockTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.transfer().keepPrevious()).isEqualTo(Duration.ofHours(24));
    assertThat(settings.transfer().compression()).isEqualTo("zstd:1");
    assertThat(settings.folders().archives()).isEmpty();
    assertThat(settings.folders().temporary())
        .isEqualTo(Path.of(System.getProperty("java.io.tmpdir")));
    assertThat(settings.databases().production()).isEmpty();
  }

  @Test
  void readsEachVariable() {
    Settings settings =
        Settings.from(
            Map.of(
                "MULTIBOARD_SYNC_LOG_LEVEL", "debug",
                "MULTIBOARD_SYNC_LOG_FORMAT", "json",
                "MULTIBOARD_SYNC_JOBS", "7",
                "MULTIBOARD_SYNC_CHUNK_SIZE", "1Gi",
                "MULTIBOARD_SYNC_COMPRESSION", "gzip:6",
                "MULTIBOARD_SYNC_LOCK_TIMEOUT", "60",
                "MULTIBOARD_SYNC_KEEP_PREVIOUS", "7d",
                "DUMP_DIRECTORY", "/dumps",
                "TMPDIR", "/scratch"));
    assertThat(settings.logging()).isEqualTo(new Settings.Logging(LogLevel.DEBUG, LogFormat.JSON));
    assertThat(settings.transfer())
        .isEqualTo(
            new Settings.Transfer(
                7, new ByteSize(1L << 30), "gzip:6", Duration.ofMinutes(1), Duration.ofDays(7)));
    assertThat(settings.folders().archives()).contains(Path.of("/dumps"));
    assertThat(settings.folders().temporary()).isEqualTo(Path.of("/scratch"));
  }

  @Test
  void ourNameIsStrongerThanTheOlderOne() {
    Settings settings =
        Settings.from(Map.of("DUMP_DIRECTORY", "/old", "MULTIBOARD_SYNC_ARCHIVE_FOLDER", "/new"));
    assertThat(settings.folders().archives()).contains(Path.of("/new"));
  }

  @Test
  void printsNoSecret() {
    Settings settings =
        Settings.from(Map.of("PRODUCTION_DATABASE_URL", "postgres://u:canary@db/shop"));
    assertThat(settings.databases().production()).contains("PRODUCTION_DATABASE_URL");
    assertThat(settings.toString()).doesNotContain("canary");
  }

  @ParameterizedTest
  @CsvSource({
    "MULTIBOARD_SYNC_LOG_LEVEL,loud,'one of error, warn, info, debug, trace'",
    "MULTIBOARD_SYNC_JOBS,0,a number from 1 to 64",
    "MULTIBOARD_SYNC_JOBS,65,a number from 1 to 64",
    "MULTIBOARD_SYNC_JOBS,two,a number from 1 to 64",
    "MULTIBOARD_SYNC_CHUNK_SIZE,12 apples,a size such as 256Mi",
    "MULTIBOARD_SYNC_COMPRESSION,rar,'zstd, gzip, lz4 or none, such as zstd:3'",
    "MULTIBOARD_SYNC_LOCK_TIMEOUT,3601,a number from 1 to 3600",
    "MULTIBOARD_SYNC_KEEP_PREVIOUS,soon,a duration such as 24h"
  })
  void refusesWhatItCannotRead(String name, String value, String form) {
    assertThatThrownBy(() -> Settings.from(Map.of(name, value)))
        .isInstanceOfSatisfying(
            SyncException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.InvalidConfiguration))
        .hasMessage("the environment variable " + name + " is not " + form);
  }

  @Test
  void namesVariablesThatMeanNothing() {
    Settings settings =
        Settings.from(
            Map.of(
                "MULTIBOARD_SYNC_JOB", "4",
                "MULTIBOARD_SYNC_JAVA_OPTIONS", "-Xmx1g",
                "MULTIBOARD_SYNC_SERVICE_HOST", "10.0.0.1",
                "MULTIBOARD_SYNC_PORT_80_TCP", "x"));
    assertThat(settings.unknown()).containsExactly("MULTIBOARD_SYNC_JOB");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "500,500", "2k,2000", "3M,3000000", "1Gi,1073741824", "2Ti,2199023255552"})
  void readsSizes(String text, long bytes) {
    assertThat(ByteSize.parse(text)).contains(new ByteSize(bytes));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "30s,30", "90m,5400", "24h,86400", "7d,604800", "1h30m,5400"})
  void readsDurations(String text, long seconds) {
    assertThat(TimeSpan.parse(text)).contains(Duration.ofSeconds(seconds));
  }

  @Test
  void takesNoOtherSizesAndDurations() {
    assertThat(
            Stream.of("", "1KB", "-1", "1.5G", "99999999999T")
                .flatMap(t -> ByteSize.parse(t).stream()))
        .isEmpty();
    assertThat(
            Stream.of("", "24", "h", "-1h", "1.5h", "1w").flatMap(t -> TimeSpan.parse(t).stream()))
        .isEmpty();
  }

  @Test
  void everyVariableStandsInTheDocumentation() throws IOException {
    String table =
        Stream.of(Variable.values())
            .map(each ->
                "| %s | %s | %s |"
                    .formatted(
                        each.names().stream()
                            .map(name -> "`" + name + "`")
                            .collect(Collectors.joining(", ")),
                        each.usual().isEmpty() ? "" : "`" + each.usual() + "`",
                        each.meaning()))
            .collect(
                Collectors.joining(
                    "\n", "| variable | default | meaning |\n|---|---|---|\n", "\n"));
    Path root = Path.of(System.getProperty("multiboard.test.root", "."));
    assertThat(Files.readString(root.resolve("docs/settings.md"))).contains(table);
  }
}
