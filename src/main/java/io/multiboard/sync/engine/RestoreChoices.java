package io.multiboard.sync.engine;

import io.multiboard.sync.engine.preflight.ServerSupply;
import io.multiboard.sync.engine.restore.NeededRoles;
import io.multiboard.sync.engine.restore.ObjectOwner;
import io.multiboard.sync.engine.restore.RestoreSettings;
import io.multiboard.sync.engine.target.ImportOptions;
import io.multiboard.sync.engine.target.MissingRoles;
import io.multiboard.sync.engine.target.Ownership;
import io.multiboard.sync.engine.target.Privileges;
import io.multiboard.sync.engine.toc.EntryHeader;
import io.multiboard.sync.postgres.Identifier;
import io.multiboard.sync.postgres.Session;
import java.util.Set;

/// The user's choices as a restore takes them.
final class RestoreChoices {
  private final ImportOptions options;
  private final Prepared prepared;

  RestoreChoices(ImportOptions options, Prepared prepared) {
    this.options = options;
    this.prepared = prepared;
  }

  /// @param owner of the database that is filled
  RestoreSettings settings(String owner, RestoreSettings.SchemaListener schemas) {
    Set<String> missing = options.missingRoles() == MissingRoles.Skip ? missingRoles() : Set.of();
    return new RestoreSettings(
        options.jobs(),
        objectOwner(owner, missing),
        options.privileges() == Privileges.Source,
        missing,
        prepared.supply().tablespaces(),
        schemas);
  }

  private Set<String> missingRoles() {
    NeededRoles needed =
        NeededRoles.of(
            prepared.contents(),
            options.ownership() == Ownership.Source,
            options.privileges() == Privileges.Source);
    return prepared.supply().missing(needed.all());
  }

  private ObjectOwner objectOwner(String owner, Set<String> missing) {
    return switch (options.ownership()) {
      case Target -> new ObjectOwner.Role(owner, this::needsLogin);
      case Source -> new ObjectOwner.AsInSource(missing);
      case None -> new ObjectOwner.Login();
    };
  }

  /// What only a superuser can make is made by the role of the login, where that is one.
  private boolean needsLogin(EntryHeader header) {
    if (!prepared.view().login().superuser()) {
      return false;
    }
    return switch (header.kind()) {
      case EXTENSION -> isUntrusted(header.tag());
      case COMMENT -> isOnLoginsObject(header);
      case PROCEDURAL_LANGUAGE,
          ACCESS_METHOD,
          FOREIGN_DATA_WRAPPER,
          TEXT_SEARCH_PARSER,
          TEXT_SEARCH_TEMPLATE,
          EVENT_TRIGGER,
          PUBLICATION,
          PUBLICATION_TABLES_IN_SCHEMA,
          SUBSCRIPTION ->
          true;
      default -> false;
    };
  }

  /// Before PostgreSQL 15 the schema `public` belongs to the server's first superuser.
  private boolean isOnLoginsObject(EntryHeader header) {
    return header.tag().equals("SCHEMA public")
        || (header.tag().startsWith("EXTENSION ") && isUntrusted(extension(header)));
  }

  private static String extension(EntryHeader header) {
    String name = header.tag().substring("EXTENSION ".length());
    return name.startsWith("\"") ? name.substring(1, name.length() - 1) : name;
  }

  private boolean isUntrusted(String extension) {
    ServerSupply supply = prepared.supply();
    return !Boolean.TRUE.equals(supply.extensions().get(extension));
  }

  /// Creates the roles that the server has not, where the user wants that. They stay when the run
  /// fails: something else may have begun to use them.
  void createMissingRoles(Session session) {
    if (options.missingRoles() != MissingRoles.CreateNoLogin) {
      return;
    }
    for (String role : missingRoles()) {
      session.execute("CREATE ROLE " + Identifier.quote(role) + " NOLOGIN");
      if (!prepared.view().login().superuser()) {
        session.execute("GRANT " + Identifier.quote(role) + " TO SESSION_USER");
      }
    }
  }
}
