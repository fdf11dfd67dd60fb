-- What keeps a database from being renamed, but for sessions on it.
SELECT 'replication slot' AS kind, s.slot_name AS name
  FROM pg_catalog.pg_replication_slots s
 WHERE s.database = ?
UNION ALL
SELECT 'prepared transaction', p.gid
  FROM pg_catalog.pg_prepared_xacts p
 WHERE p.database = ?
UNION ALL
SELECT 'subscription', u.subname
  FROM pg_catalog.pg_subscription u
       JOIN pg_catalog.pg_database d ON d.oid = u.subdbid
 WHERE d.datname = ?
 ORDER BY 1, 2
