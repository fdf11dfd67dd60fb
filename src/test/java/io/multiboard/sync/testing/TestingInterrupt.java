package io.multiboard.sync.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Work that is interrupted in its middle.
public final class TestingInterrupt {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private TestingInterrupt() {}

  /// Fails the test unless work that is interrupted ends soon, and says that it was cancelled.
  ///
  /// @param middle is counted down when the work is where it is to be interrupted
  public static void assertCancels(CountDownLatch middle, Runnable work)
      throws InterruptedException {
    AtomicReference<Optional<SyncException>> thrown = new AtomicReference<>(Optional.empty());
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                work.run();
              } catch (SyncException failure) {
                thrown.set(Optional.of(failure));
              }
            });
    assertThat(middle.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
    assertThat(thrown.get()).map(SyncException::reason).contains(Reason.Cancelled);
  }
}
