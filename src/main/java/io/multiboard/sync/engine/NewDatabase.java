package io.multiboard.sync.engine;

import io.multiboard.sync.engine.target.DatabaseLocale;
import io.multiboard.sync.engine.target.ShadowDatabase;
import io.multiboard.sync.engine.target.TargetDatabase;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Session;

/// What the copy's database is to be like: as the target, or, where there is none yet, as the
/// server's own `template0`, in UTF-8, owned by the importing role.
final class NewDatabase {
  private NewDatabase() {}

  static ShadowDatabase.Shape shape(Prepared prepared, Session maintenance) {
    return prepared
        .view()
        .database()
        .map(ShadowDatabase.Shape::of)
        .orElseGet(() -> fresh(prepared, maintenance));
  }

  private static ShadowDatabase.Shape fresh(Prepared prepared, Session maintenance) {
    TargetDatabase template =
        TargetDatabase.read(maintenance, "template0")
            .orElseThrow(() ->
                new SyncException(
                    Reason.DatabaseNotFound, "the server has no database template0", ""));
    DatabaseLocale locale = template.locale();
    return new ShadowDatabase.Shape(
        prepared.view().login().name(), locale.withEncoding("UTF8"), template.tablespace());
  }
}
