package io.multiboard.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script that people start. It builds into a folder of its own, so it may run while the build
/// that tests it goes on.
class LauncherTest {
  private static final Path ROOT = Path.of(System.getProperty("multiboard.test.root", "."));

  @TempDir Path folder;
  private String options = "";

  /// Most classes come out of the cache that the first use leaves; how fast that is,
  /// docs/benchmarks.md says.
  @Test
  void buildsOnFirstUseAndThenStartsFromItsCache() throws Exception {
    run("--help");
    Path loaded = folder.resolve("loaded");
    options = "-Xlog:class+load:file=" + loaded;
    assertThat(run("export", "--help")).contains("Usage: multiboard-sync export", "Example:");
    List<String> classes = Files.readAllLines(loaded);
    assertThat(classes).hasSizeGreaterThan(500);
    assertThat(classes.stream().filter(line -> line.contains("shared objects file")).count())
        .isGreaterThan(classes.size() * 3L / 4);
  }

  @Test
  void keepsWhatTheFirstDemoTeaches() throws Exception {
    Path learnt = ROOT.resolve("target/app/learnt.aot");
    run("--version");
    Files.deleteIfExists(learnt);
    assertThat(run("demo", "--exit"))
        .contains("This first demo", "Verified:")
        .doesNotContain("AOT");
    assertThat(learnt).isNotEmptyFile();
    assertThat(run("export", "--help")).contains("Usage: multiboard-sync export");
    assertThat(run("demo", "--exit")).contains("Verified:").doesNotContain("This first demo");
  }

  @Test
  void saysWhatToDoWhereThereIsNoJdk25() throws Exception {
    Path copy = Files.createDirectories(folder.resolve(".mvn"));
    String finder = Files.readString(ROOT.resolve(".mvn/jdk.sh"));
    // The same script, blind to this machine's folders.
    Files.writeString(
        copy.resolve("jdk.sh"), finder.replaceAll("(?<=\\s)/[^\\s;]*\\*[^\\s;]*", "/nowhere"));
    Path launcher = Files.copy(ROOT.resolve("multiboard-sync"), folder.resolve("multiboard-sync"));
    Process process =
        process(List.of(tools().resolve("bash").toString(), launcher.toString(), "--help"), true);
    assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(Files.readString(output())).contains("needs a JDK 25", "JAVA_HOME=");
  }

  /// A folder with what the script needs, and no Java.
  private Path tools() throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : List.of("bash", "dirname", "readlink", "grep", "cat")) {
      for (String place : List.of("/bin", "/usr/bin")) {
        if (Files.exists(Path.of(place, tool)) && !Files.exists(tools.resolve(tool))) {
          Files.createSymbolicLink(tools.resolve(tool), Path.of(place, tool));
        }
      }
    }
    return tools;
  }

  private String run(String... words) throws Exception {
    List<String> command =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(ROOT.resolve("multiboard-sync").toString()),
                java.util.stream.Stream.of(words))
            .toList();
    Process process = process(command, false);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    String printed = Files.readString(output());
    assertThat(process.exitValue()).as(printed).isZero();
    return printed;
  }

  private Process process(List<String> command, boolean withoutJava) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output().toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("MAVEN") || name.startsWith("MVNW"));
    builder.environment().put("MULTIBOARD_SYNC_JAVA_OPTIONS", options);
    if (withoutJava) {
      builder.environment().remove("JAVA_HOME");
      builder.environment().put("PATH", folder.resolve("tools").toString());
      builder.environment().put("HOME", folder.toString());
    }
    return builder.start();
  }

  private Path output() {
    return folder.resolve("output");
  }
}
