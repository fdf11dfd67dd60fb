package io.multiboard.sync.worker;

import io.multiboard.sync.order.ArchivePlace;
import io.multiboard.sync.order.Assignment;
import io.multiboard.sync.order.DatabaseAccess;
import io.multiboard.sync.order.DatabaseIdentity;
import io.multiboard.sync.order.DoneMark;
import io.multiboard.sync.order.ExportChoices;
import io.multiboard.sync.order.ImportChoices;
import io.multiboard.sync.order.Protection;
import io.multiboard.sync.order.Retention;
import io.multiboard.sync.order.RunId;
import io.multiboard.sync.order.WorkOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A folder as a pod sees it: the volume of the archives, and mounted Secrets; and the orders of
/// one sync on it.
record TestingVolume(Path folder, Path archives) {
  static final String NAMESPACE = "shop";
  static final String SYNC = "nightly";

  /// Shows up nowhere but in the mounted Secret.
  static final String PASSWORD = "canary-6c1f";

  /// All of it in one folder.
  TestingVolume(Path folder) {
    this(folder, folder.resolve("archives"));
  }

  /// A connection whose Secret is mounted.
  DatabaseAccess access(int port, String database) throws IOException {
    Path secret = Files.createDirectories(folder.resolve("secret-" + database));
    Files.writeString(secret.resolve("username"), "postgres\n");
    Files.writeString(secret.resolve("password"), PASSWORD + "\n");
    return new DatabaseAccess(
        database.replace('_', '-'),
        "127.0.0.1",
        port,
        database,
        DatabaseAccess.Tls.Disable,
        "login-of-" + database.replace('_', '-'),
        Optional.empty(),
        new DatabaseAccess.Files(
            secret.resolve("username").toString(),
            Optional.of(secret.resolve("password").toString()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  static Assignment assignment(String trigger, int attempt) {
    RunId run = RunId.ofTrigger("uid-of-nightly", trigger);
    return new Assignment(NAMESPACE, SYNC, run.runName(SYNC), run, attempt);
  }

  ArchivePlace place(Assignment assignment) {
    return new ArchivePlace(
        archives().toString(), ArchivePlace.syncFolder(NAMESPACE, SYNC), assignment.run());
  }

  WorkOrder export(DatabaseAccess source, Assignment assignment, Retention retention) {
    return new WorkOrder.Export(
        assignment, source, place(assignment), ExportChoices.DEFAULT, retention);
  }

  WorkOrder export(DatabaseAccess source, Assignment assignment) {
    return export(source, assignment, Retention.DEFAULT);
  }

  WorkOrder load(
      DatabaseAccess target, Assignment assignment, String trigger, Protection protection) {
    return new WorkOrder.Import(
        assignment,
        target,
        place(assignment),
        true,
        ImportChoices.DEFAULT,
        protection,
        Optional.of(DoneMark.of(NAMESPACE, SYNC, trigger)));
  }

  WorkOrder rollback(DatabaseAccess target, Assignment assignment, Protection protection) {
    return new WorkOrder.Rollback(assignment, target, Duration.ofHours(1), protection);
  }

  static Protection sourceIs(Optional<DatabaseIdentity> identity) {
    return new Protection(
        List.of(
            new Protection.Other("production", Protection.Kind.Source, identity, Optional.empty())),
        false);
  }
}
