package io.multiboard.sync.reconcile;

import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Writes statuses where they have changed, and keeps those of a resource at least two seconds
/// apart. Thread-safe.
final class Pace {
  private static final Duration LEAST = Duration.ofSeconds(2);
  private static final int MOST = 10_000;

  /// By [System#nanoTime()]: a clock that is put back silences nobody.
  private final Map<String, Long> written = new ConcurrentHashMap<>();

  /// A status that is to be written.
  ///
  /// @param about the resource as it was seen
  /// @param blank a new one, which is filled with what is written
  /// @param status empty where nothing has changed
  record News<S, R extends CustomResource<?, S>>(R about, R blank, Optional<S> status) {
    R told() {
      blank.getMetadata().setNamespace(about.getMetadata().getNamespace());
      blank.getMetadata().setName(about.getMetadata().getName());
      status.ifPresent(blank::setStatus);
      return blank;
    }
  }

  /// Has it written, now or as soon as it may be: what is to be said is worked out anew then.
  ///
  /// @param wake when to look again, though nothing happens
  <S, R extends CustomResource<?, S>> UpdateControl<R> tell(
      News<S, R> news, Optional<Duration> wake) {
    if (news.status().isEmpty()) {
      return reschedule(UpdateControl.noUpdate(), wake);
    }
    Optional<Duration> wait = ask(news.about().getMetadata().getUid());
    return wait.isPresent()
        ? reschedule(UpdateControl.noUpdate(), wait)
        : reschedule(UpdateControl.patchStatus(news.told()), wake);
  }

  private static <R extends CustomResource<?, ?>> UpdateControl<R> reschedule(
      UpdateControl<R> control, Optional<Duration> wake) {
    return wake.map(control::rescheduleAfter).orElse(control);
  }

  /// How long to wait before the next status; empty where it may be written, which is noted.
  private Optional<Duration> ask(String uid) {
    long now = System.nanoTime();
    Long last = written.get(uid);
    if (last != null && now - last < LEAST.toNanos()) {
      return Optional.of(LEAST.minusNanos(now - last));
    }
    if (written.size() >= MOST) {
      written.values().removeIf(at -> now - at >= LEAST.toNanos());
    }
    written.put(uid, now);
    return Optional.empty();
  }
}
