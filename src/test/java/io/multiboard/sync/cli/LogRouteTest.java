package io.multiboard.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.cli.progress.Progress;
import io.multiboard.sync.event.SyncEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogRouteTest {
  private final List<String> said = new ArrayList<>();
  private final ByteArrayOutputStream people = new ByteArrayOutputStream();
  private final LogRoute log = new LogRoute(new PrintStream(people, true, StandardCharsets.UTF_8));

  /// Keeps what is said.
  private final class TestingProgress implements Progress {
    @Override
    public void accept(SyncEvent event) {}

    @Override
    public void say(String line) {
      said.add(line);
    }

    @Override
    public void close() {}
  }

  private void record(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    log.write(bytes, 0, bytes.length);
  }

  @Test
  void aLineOfTheLogGoesThroughWhatIsShown() {
    record("before\n");
    try (Progress _ = new RoutedProgress(new TestingProgress(), log)) {
      record("meanwhile\n");
    }
    record("after\n");
    assertThat(said).containsExactly("meanwhile");
    assertThat(people.toString(StandardCharsets.UTF_8)).isEqualTo("before\nafter\n");
  }
}
