package io.multiboard.sync.app;

import io.multiboard.sync.demo.DemoServers;
import io.multiboard.sync.demo.Sample;
import io.multiboard.sync.engine.target.Marks;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Identifier;
import io.multiboard.sync.postgres.LoginEnvironment;
import io.multiboard.sync.postgres.Session;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The two databases of the demo: one to copy, and an older one that its owner allows to overwrite.
///
/// @param sourceUrl what a person types to reach the first; its password is in the servers' file
/// @param targetUrl the same for the second
public record DemoDatabases(
    Connector source, Connector target, String sourceUrl, String targetUrl) {

  /// Starts and fills both at the same time. An interrupt ends it.
  ///
  /// @param application what `pg_stat_activity` shows for our sessions
  public static DemoDatabases prepare(
      DemoServers servers, Sample sample, Sample older, String application) {
    try (var pair = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> work =
          List.of(() -> servers.startSource(sample), () -> servers.startTarget(older));
      List<Future<String>> urls = pair.invokeAll(work);
      return connect(servers, urls.getFirst().get(), urls.getLast().get(), application);
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof SyncException known
          ? known
          : new SyncException(Reason.InternalError, "the demo's servers failed", "", failure);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new SyncException(Reason.Cancelled, "the demo was interrupted", "");
    }
  }

  private static DemoDatabases connect(
      DemoServers servers, String sourceUrl, String targetUrl, String application) {
    LoginEnvironment logins =
        new LoginEnvironment(Map.of("PGPASSFILE", servers.passwordFile().toString()));
    Connector source = new Connector(logins.resolve(sourceUrl), application);
    Connector target = new Connector(logins.resolve(targetUrl), application);
    try (Session session = target.open()) {
      session.execute(
          "COMMENT ON DATABASE %s IS '%s'"
              .formatted(Identifier.quote(DemoServers.TARGET), Marks.OVERWRITABLE));
    }
    return new DemoDatabases(source, target, sourceUrl, targetUrl);
  }
}
