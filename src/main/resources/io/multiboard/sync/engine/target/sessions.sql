-- The client sessions on databases given by OID, and whether the session's role may end them.
SELECT a.pid,
       a.datid::pg_catalog.int8 AS database,
       coalesce(a.usename, '') AS role,
       coalesce(a.application_name, '') AS application,
       coalesce(a.client_addr::pg_catalog.text, '') AS address,
       me.rolsuper
       OR NOT coalesce(they.rolsuper, false)
          AND (pg_catalog.pg_has_role(session_user, 'pg_signal_backend', 'USAGE')
               OR pg_catalog.pg_has_role(session_user, a.usesysid, 'USAGE')) AS endable
  FROM pg_catalog.pg_stat_activity a
       JOIN pg_catalog.pg_roles me ON me.rolname = session_user
       LEFT JOIN pg_catalog.pg_roles they ON they.oid = a.usesysid
 WHERE a.datid = ANY (?::pg_catalog.oid[])
   -- Hidden from roles that may not see others' statistics; only PostgreSQL's own workers have no role.
   AND coalesce(a.backend_type, 'client backend') = 'client backend'
   AND a.usesysid IS NOT NULL
   AND a.pid <> pg_catalog.pg_backend_pid()
 ORDER BY 1
