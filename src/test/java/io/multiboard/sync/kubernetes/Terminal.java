package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.proof.Program;
import io.multiboard.sync.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where commands of the documentation are typed: `kubectl`, `helm` and `./multiboard-sync`, whose
/// output may go to a file, or to a `psql` that a server stands for.
///
/// @param meant what stands for words of the documentation, such as names of hosts
/// @param servers by the hosts that `psql` is sent to
record Terminal(TestCluster cluster, Map<String, String> meant, Map<String, TestServer> servers) {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  /// Types a command, which must end well.
  ///
  /// @param more words
  /// @return what it said
  String type(String command, String... more) throws IOException, SQLException {
    List<String> words = words(command);
    int end = end(words);
    List<String> own = new ArrayList<>(words.subList(1, end));
    own.addAll(List.of(more));
    String said = run(words.getFirst(), own.toArray(String[]::new));
    if (end < words.size() && words.get(end).equals(">")) {
      Files.writeString(Path.of(words.get(end + 1)), said);
    } else if (end < words.size()) {
      assertThat(words.get(end + 1)).isEqualTo("psql");
      server(command).execute(said);
    }
    return said;
  }

  /// Starts a `kubectl` that goes on until it is destroyed.
  Process start(String command, Path output) throws IOException {
    List<String> words = words(command);
    assertThat(words.getFirst()).isEqualTo("kubectl");
    List<String> all = Tool.command("kubectl", "--kubeconfig", cluster.kubeconfig().toString());
    all.addAll(words.subList(1, words.size()));
    return new ProcessBuilder(all)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private List<String> words(String command) {
    String[] text = {command};
    meant.forEach((said, is) -> text[0] = text[0].replace(said, is));
    return WORD.matcher(text[0])
        .results()
        .map(word -> Optional.ofNullable(word.group(1)).orElseGet(word::group))
        .toList();
  }

  private static int end(List<String> words) {
    for (int at = 0; at < words.size(); at++) {
      if (words.get(at).equals(">") || words.get(at).equals("|")) {
        return at;
      }
    }
    return words.size();
  }

  private String run(String program, String... words) {
    return switch (program) {
      case "helm" -> cluster.helm(words).orFail();
      case "kubectl" -> cluster.kubectl(words).orFail();
      case "./multiboard-sync" -> Program.run(words).orFail().out();
      default -> throw new IllegalArgumentException(program);
    };
  }

  private TestServer server(String command) {
    return servers.entrySet().stream()
        .filter(each -> command.contains("psql -h " + each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }
}
