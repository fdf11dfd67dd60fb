package io.multiboard.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.engine.copy.RowSink;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// The export's own verification notices what happens to rows on their way.
class ExportVerificationTest extends TestingExport {
  @Test
  void aLostRangeOfRowsFailsTheExport() throws Exception {
    AtomicBoolean lost = new AtomicBoolean();
    assertSpoiledFails(sink ->
        spoiled(
            sink,
            (rows, length, count) -> {
              if (!lost.compareAndSet(false, true)) {
                sink.append(rows, length, count);
              }
            }));
  }

  @Test
  void aLostRowFailsTheExport() throws Exception {
    AtomicBoolean lost = new AtomicBoolean();
    assertSpoiledFails(sink ->
        spoiled(
            sink,
            (rows, length, count) -> {
              if (lost.compareAndSet(false, true)) {
                int first = new String(rows, 0, length, StandardCharsets.UTF_8).indexOf('\n') + 1;
                sink.append(Arrays.copyOfRange(rows, first, length), length - first, count - 1);
              } else {
                sink.append(rows, length, count);
              }
            }));
  }

  @Test
  void aDoubledRangeFailsTheExport() throws Exception {
    AtomicBoolean doubled = new AtomicBoolean();
    assertSpoiledFails(sink ->
        spoiled(
            sink,
            (rows, length, count) -> {
              sink.append(rows, length, count);
              if (doubled.compareAndSet(false, true)) {
                sink.append(rows, length, count);
              }
            }));
  }

  private void assertSpoiledFails(UnaryOperator<RowSink> spoiler) throws Exception {
    try (TestDatabase database = parts(TestServers.v15())) {
      Export export = new Export(EventSink.NONE, spoiler);
      assertThatThrownBy(() -> export(database, CopyFormat.Text, export))
          .isInstanceOfSatisfying(
              SyncException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.VerificationFailed));
      assertNothingLeft(database);
    }
  }
}
