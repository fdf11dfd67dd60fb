package io.multiboard.sync.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The commands that a page of the documentation tells people to type, and which of them nobody has
/// typed yet. Not thread-safe.
final class Manual {
  private static final Pattern BLOCK = Pattern.compile("(?s)```sh\\n(.*?)```");
  private static final Pattern IN_TEXT =
      Pattern.compile("`((?:kubectl|helm|\\./\\w+[-\\w]*) [^`]+)`");
  private static final Pattern REMARK = Pattern.compile(" {2,}#.*");
  private static final Pattern CONTINUED = Pattern.compile("\\\\\\n\\s*");

  private final Set<String> commands = new LinkedHashSet<>();
  private final Set<String> untyped;

  private Manual(String page) {
    Matcher blocks = BLOCK.matcher(page);
    StringBuilder text = new StringBuilder();
    while (blocks.find()) {
      CONTINUED
          .matcher(blocks.group(1))
          .replaceAll("")
          .lines()
          .map(line -> REMARK.matcher(line).replaceAll("").strip())
          .filter(line -> !line.isEmpty())
          .forEach(commands::add);
      blocks.appendReplacement(text, "");
    }
    blocks.appendTail(text);
    IN_TEXT.matcher(text).results().forEach(found -> commands.add(found.group(1)));
    untyped = new LinkedHashSet<>(commands);
  }

  /// A page below the folder of the project.
  static Manual of(String page) throws IOException {
    return new Manual(Files.readString(Path.of(Tool.ROOT.toString(), page)));
  }

  /// The only command that begins so; from now on it counts as typed.
  String command(String beginning) {
    List<String> found = commands.stream().filter(each -> each.startsWith(beginning)).toList();
    assertThat(found).as("commands that begin with %s", beginning).hasSize(1);
    untyped.remove(found.getFirst());
    return found.getFirst();
  }

  /// Those that were not asked for.
  List<String> untyped() {
    return new ArrayList<>(untyped);
  }
}
