-- Who holds or awaits a lock that keeps readers out, on which table of this database.
SELECT n.nspname AS schema, c.relname AS name, l.pid,
       COALESCE(NULLIF(a.application_name, ''), 'unknown application') AS application
  FROM pg_catalog.pg_locks l
       JOIN pg_catalog.pg_class c ON c.oid = l.relation
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
 WHERE l.locktype = 'relation'
   AND l.mode = 'AccessExclusiveLock'
   AND l.pid <> pg_catalog.pg_backend_pid()
   AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
   AND c.oid = ANY (?::pg_catalog.oid[])
 ORDER BY l.granted DESC, c.oid
