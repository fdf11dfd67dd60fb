package io.multiboard.sync.proof;

import io.multiboard.sync.server.Release;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// One database on one release.
public record Cell(Corpus corpus, Release release) {
  /// The corpora that the bars name, on each release.
  public static List<Cell> named() {
    return all().filter(cell -> cell.corpus != Corpus.MANY).toList();
  }

  /// Each corpus on each release.
  public static Stream<Cell> all() {
    return Arrays.stream(Corpus.values())
        .flatMap(
            corpus -> Arrays.stream(Release.values()).map(release -> new Cell(corpus, release)));
  }

  public TestServer server() {
    return TestServers.shared(release);
  }

  /// Where it is copied from.
  public TestDatabase source() {
    return corpus.on(server());
  }

  @Override
  public String toString() {
    return corpus + " on " + release.major();
  }
}
