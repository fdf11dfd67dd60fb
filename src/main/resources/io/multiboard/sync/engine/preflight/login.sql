-- What the role of the session may do, and how full the server is.
SELECT r.rolname AS name,
       r.rolsuper AS superuser,
       r.rolsuper OR r.rolcreatedb AS creates_databases,
       r.rolsuper OR r.rolcreaterole AS creates_roles,
       r.rolsuper OR pg_catalog.pg_has_role(r.oid, 'pg_signal_backend', 'USAGE') AS ends_sessions,
       pg_catalog.pg_is_in_recovery() AS in_recovery,
       CASE WHEN r.rolconnlimit < 0 OR r.rolsuper THEN 1000000
            ELSE r.rolconnlimit - (SELECT pg_catalog.count(*)::pg_catalog.int4
                                     FROM pg_catalog.pg_stat_activity a
                                    WHERE a.usesysid = r.oid AND coalesce(a.backend_type, 'client backend') = 'client backend')
        END AS role_connections_left,
       pg_catalog.current_setting('max_connections')::pg_catalog.int4
       - CASE WHEN r.rolsuper THEN 0
              ELSE pg_catalog.current_setting('superuser_reserved_connections')::pg_catalog.int4
                   + coalesce(pg_catalog.current_setting('reserved_connections', true), '0')::pg_catalog.int4
          END
       - (SELECT pg_catalog.count(*)::pg_catalog.int4
            FROM pg_catalog.pg_stat_activity a
           WHERE a.usesysid IS NOT NULL
             AND coalesce(a.backend_type, 'client backend') = 'client backend') AS connections_left
  FROM pg_catalog.pg_roles r
 WHERE r.rolname = session_user
