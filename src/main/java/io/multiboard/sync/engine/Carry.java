package io.multiboard.sync.engine;

import io.multiboard.sync.engine.copy.Crew;
import io.multiboard.sync.engine.privilege.ActingRoles;
import io.multiboard.sync.engine.privilege.DefaultPrivileges;
import io.multiboard.sync.engine.privilege.ObjectOwners;
import io.multiboard.sync.engine.privilege.ObjectPrivileges;
import io.multiboard.sync.engine.privilege.RoleStatement;
import io.multiboard.sync.engine.restore.RestoreSettings.SchemaListener;
import io.multiboard.sync.engine.target.Ownership;
import io.multiboard.sync.engine.target.Privileges;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;
import java.util.List;

/// What the copy takes over from the target that it replaces: default privileges before anything is
/// made, owners and privileges of objects of the same name afterwards. For one run.
final class Carry {
  private final ImportRequest request;
  private final boolean replaces;
  private final Connector shadow;

  Carry(ImportRequest request, Prepared prepared, Connector shadow) {
    this.request = request;
    this.replaces = prepared.view().database().isPresent();
    this.shadow = shadow;
  }

  private boolean carriesPrivileges() {
    return replaces && request.options().privileges() == Privileges.Target;
  }

  private boolean carriesOwners() {
    return replaces && request.options().ownership() == Ownership.Target;
  }

  /// Sets the target's default privileges in the copy: those for all schemas, and for `public`, at
  /// once, the others by the listener as soon as their schema is there. What is created afterwards
  /// gets them.
  SchemaListener defaultPrivileges() {
    if (!carriesPrivileges()) {
      return SchemaListener.NONE;
    }
    return Crew.run(
        "default-privileges",
        crew -> {
          DefaultPrivileges wanted = DefaultPrivileges.read(crew.open(request.target()));
          Session copy = crew.open(shadow);
          ActingRoles acting = ActingRoles.read(copy);
          set(copy, acting, wanted.in(""));
          set(copy, acting, wanted.in("public"));
          return (session, schema) -> {
            if (!schema.equals("public")) {
              set(session, acting, wanted.in(schema));
            }
          };
        });
  }

  private static void set(Session session, ActingRoles acting, List<RoleStatement> statements) {
    acting.run(session, statements, session.address().user());
  }

  /// Gives the objects of the copy the owners and privileges that the target's objects of the same
  /// name have now.
  ///
  /// @param owner of the database
  void giveBack(String owner) {
    if (!carriesOwners() && !carriesPrivileges()) {
      return;
    }
    Crew.run(
        "give-back",
        crew -> {
          Session target = crew.open(request.target());
          Session copy = crew.open(shadow);
          ActingRoles acting = ActingRoles.read(copy);
          if (carriesOwners()) {
            owners(target, copy, acting);
          }
          if (carriesPrivileges()) {
            privileges(target, copy, acting, owner);
          }
          return true;
        });
  }

  private static void owners(Session target, Session copy, ActingRoles acting) {
    List<String> statements =
        ObjectOwners.read(target).giveTo(ObjectOwners.read(copy), acting.names());
    statements.forEach(copy::execute);
  }

  private static void privileges(Session target, Session copy, ActingRoles acting, String owner) {
    ObjectPrivileges wanted = ObjectPrivileges.read(target).withColumnsOf(copy);
    acting.run(copy, wanted.giveTo(ObjectPrivileges.read(copy)), owner);
  }
}
