-- Who holds an advisory lock of one 64-bit key in this database.
SELECT a.pid,
       coalesce(a.application_name, '') AS application,
       coalesce(a.usename, '') AS role,
       coalesce(a.client_addr::pg_catalog.text, 'an unknown address') AS address,
       coalesce(a.backend_start::pg_catalog.text, 'an unknown time') AS since
  FROM pg_catalog.pg_locks l
       JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
 WHERE l.locktype = 'advisory'
   AND l.granted
   AND l.objsubid = 1
   AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
   AND (l.classid::pg_catalog.int8 << 32 | l.objid::pg_catalog.int8) = ?
