package io.multiboard.sync.cli;

import io.multiboard.sync.postgres.DatabaseAddress;
import io.multiboard.sync.postgres.Identifier;
import io.multiboard.sync.postgres.Password;

/// The SQL that makes a role for each side, with the rights that it needs and no more. Pure.
///
/// Sources: https://www.postgresql.org/docs/current/predefined-roles.html,
/// https://www.postgresql.org/docs/current/sql-alterdatabase.html
final class InitGrants {
  private InitGrants() {}

  /// For the role that reads the source.
  static String source(DatabaseAddress source) {
    String role = Identifier.quote(source.user());
    return """
    -- The role that reads the source. Run this as a superuser of %1$s:%2$d, in any database; leave CREATE ROLE out where the role is there.
    CREATE ROLE %3$s LOGIN%4$s;
    %5$sGRANT CONNECT ON DATABASE %6$s TO %3$s;
    -- All tables and sequences, those to come too (PostgreSQL 14 and newer). It writes nothing.
    GRANT pg_read_all_data TO %3$s;
    -- Only where tables have row level security, which would hide rows: ALTER ROLE %3$s BYPASSRLS;
    -- Only where there are large objects, which it does not reach: GRANT SELECT ON LARGE OBJECT ... TO %3$s; plan prints it for all of them.
    """
        .formatted(
            source.host(),
            source.port(),
            role,
            password(source),
            hint(source),
            Identifier.quote(source.database()));
  }

  /// For the role that fills the target.
  static String target(DatabaseAddress target) {
    String role = Identifier.quote(target.user());
    return """
    -- The role that fills the target. Run this as a superuser of %1$s:%2$d, in any database; leave CREATE ROLE out where the role is there.
    -- CREATEDB: the copy is loaded into a database beside the target, and takes its name when it is verified.
    CREATE ROLE %3$s LOGIN CREATEDB%4$s;
    %5$s-- The lock that lets one run at a time write the target is held there.
    GRANT CONNECT ON DATABASE postgres TO %3$s;
    -- The sessions on the target are ended when the copy takes its place.
    GRANT pg_signal_backend TO %3$s;
    -- The copy belongs to the target's owner, so the role must be able to act for it. A target that does not exist yet needs nothing.
    DO $multiboard$
    DECLARE
      owner record;
    BEGIN
      SELECT rolname, rolsuper INTO owner
        FROM pg_catalog.pg_database JOIN pg_catalog.pg_roles ON pg_roles.oid = datdba WHERE datname = %6$s;
      IF owner.rolsuper THEN
        RAISE EXCEPTION 'the target belongs to the superuser %%', owner.rolname
          USING HINT = 'Give it an owner of its own first, by ALTER DATABASE ... OWNER TO ...';
      ELSIF owner.rolname <> %7$s THEN
        EXECUTE pg_catalog.format('GRANT %%I TO %%I', owner.rolname, %7$s);
      END IF;
    END
    $multiboard$;
    -- A target that is not empty is overwritten only with its owner's mark: multiboard-sync allow --target DB sets it.
    """
        .formatted(
            target.host(),
            target.port(),
            role,
            password(target),
            hint(target),
            Identifier.literal(target.database()),
            Identifier.literal(target.user()));
  }

  private static String password(DatabaseAddress address) {
    return address
        .password()
        .map(Password::reveal)
        .map(text -> " PASSWORD " + Identifier.literal(text))
        .orElse("");
  }

  private static String hint(DatabaseAddress address) {
    return address.password().isPresent()
        ? ""
        : "-- Give it a password, the one in the Secret: \\password %s\n"
            .formatted(Identifier.quote(address.user()));
  }
}
