package io.multiboard.sync.app;

import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.Resolved;
import io.multiboard.sync.manifest.Resolved.Endpoint;
import io.multiboard.sync.manifest.RunStatus;
import io.multiboard.sync.order.Role;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Shows the halves of a run together, and each further attempt anew. Used by one thread.
final class Show {
  private final Audience audience;
  private final Set<Role> seen = new HashSet<>();
  private String run = "";
  private EventSink sink = EventSink.NONE;

  Show(Audience audience) {
    this.audience = audience;
  }

  /// Where the events of a worker go.
  EventSink of(DatabaseSyncRun of, Role role) {
    boolean moves =
        switch (role) {
          case EXPORT, IMPORT, ROLLBACK -> true;
          case CHECK, PLAN, CLEANUP -> false;
        };
    if (!moves) {
      return EventSink.NONE;
    }
    String name = of.getMetadata().getName();
    if (!name.equals(run) || !seen.add(role)) {
      end();
      run = name;
      seen.add(role);
      sink = audience.begins(title(of), parts(of));
    }
    return sink;
  }

  void end() {
    if (!run.isEmpty()) {
      audience.ended();
    }
    run = "";
    seen.clear();
    sink = EventSink.NONE;
  }

  private static Optional<Resolved> resolved(DatabaseSyncRun run) {
    return Optional.ofNullable(run.getStatus()).map(RunStatus::resolved);
  }

  private static String title(DatabaseSyncRun run) {
    return resolved(run).stream()
        .flatMap(each ->
            Stream.of(Optional.ofNullable(each.source()), Optional.ofNullable(each.target())))
        .flatMap(Optional::stream)
        .map(Show::display)
        .collect(Collectors.joining(" -> ", run.getSpec().syncName() + ": ", ""));
  }

  private static String display(Endpoint endpoint) {
    return "%s (%s/%s)"
        .formatted(endpoint.connectionName(), endpoint.spec().host(), endpoint.spec().database());
  }

  private static Set<Stage> parts(DatabaseSyncRun run) {
    Set<Stage> parts = EnumSet.noneOf(Stage.class);
    resolved(run).map(Resolved::source).ifPresent(_ -> parts.add(Stage.Export));
    resolved(run).map(Resolved::target).ifPresent(_ -> parts.add(Stage.Import));
    return parts;
  }
}
