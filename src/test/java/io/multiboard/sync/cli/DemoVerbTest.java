package io.multiboard.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoVerbTest {
  private static final Pattern TARGET =
      Pattern.compile("\"target\":\"postgres://postgres@127\\.0\\.0\\.1:(\\d+)/parts_staging");

  private Path parent = Path.of("");

  @BeforeEach
  void makeFolder() throws IOException {
    parent = Files.createTempDirectory("multiboard-sync-demo-test-");
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void removeFolder() throws IOException {
    Files.delete(parent);
  }

  @Test
  void provesACopyAndLeavesNothing() throws IOException {
    Typed demo =
        Typed.run("demo", "--exit", "--size", "20M", "--output", "json", "--folder", demo());
    assertThat(demo.status()).as(demo.all()).isZero();
    assertThat(demo.lastLine())
        .contains("\"verified\":true", "\"newestOrderBefore\":\"2024-12-")
        .contains("multiboard-sync rollback --target ", "\"serversRun\":false")
        .containsPattern("\"newestOrderAfter\":\"2026-0\\d-\\d\\d\"");
    assertThat(demo.err()).contains("Go back:  multiboard-sync rollback", "they have ended");
    assertThat(Path.of(demo())).doesNotExist();
    assertThat(answers(demo)).isFalse();
  }

  @Test
  void keepsTheArchiveWhereAskedAndTheWayBack() throws Exception {
    Typed demo = Typed.run("demo", "--exit", "--keep", "--size", "10M", "--folder", demo());
    assertThat(demo.status()).as(demo.all()).isZero();
    Path archive = Path.of(demo(), "archive");
    assertThat(archive.resolve("toc.dat")).exists();
    Typed verified = Typed.run("verify", archive.toString());
    assertThat(verified.status()).as(verified.all()).isZero();
    goBackAsPrinted(demo);
    remove(Path.of(demo()));
  }

  @Test
  void refusesASizeThatIsNone() {
    Typed demo = Typed.run("demo", "--size", "big");
    assertThat(demo.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(demo.err()).contains("128Mi");
  }

  @Test
  void waitsForControlC() throws Exception {
    Path prints = Files.createTempDirectory("multiboard-sync-prints-");
    try (Launched demo = Launched.start(prints, "demo", "--size", "10M", "--folder", demo())) {
      demo.awaitErr("Waiting for Ctrl-C");
      assertThat(Path.of(demo(), "archive", "toc.dat")).exists();
      demo.signal("INT");
      Typed end = demo.await(90);
      assertThat(end.status()).isEqualTo(ExitStatus.INTERRUPTED);
      assertThat(end.out()).contains("Verified", "rollback --target");
      assertThat(end.err()).doesNotContain("error");
    }
    assertThat(Path.of(demo())).doesNotExist();
    remove(prints);
  }

  /// Types what the demo says: starts the target's server again, and rolls back.
  private void goBackAsPrinted(Typed demo) throws Exception {
    assertThat(shell(printed(demo, ".*pg_ctl .*start.*"))).isZero();
    try {
      String target = printed(demo, "Go back: .*").replaceFirst(".*--target '(.*)'$", "$1");
      Typed back =
          Typed.run(
              Map.of("PGPASSFILE", Path.of(demo(), "pgpass").toString()),
              "rollback",
              "--target",
              target);
      assertThat(back.status()).as(back.all()).isZero();
    } finally {
      shell(printed(demo, ".*pg_ctl .*start.*").replaceFirst(" start .*", " stop -m fast"));
    }
  }

  private static String printed(Typed demo, String pattern) {
    return demo.out().lines().filter(line -> line.matches(pattern)).findFirst().orElseThrow();
  }

  private static int shell(String line) throws Exception {
    return new ProcessBuilder("sh", "-c", line + " >/dev/null 2>&1").start().waitFor();
  }

  private String demo() {
    return parent.resolve("demo").toString();
  }

  private static boolean answers(Typed demo) {
    Matcher target = TARGET.matcher(demo.lastLine());
    assertThat(target.find()).isTrue();
    try (Socket _ =
        new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(target.group(1)))) {
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
