-- Locked tables that are not what the snapshot sees: dropped, renamed, replaced, truncated or
-- rewritten between the snapshot and the lock. The functions look at the present, the rows at the
-- snapshot.
SELECT n.nspname AS schema, c.relname AS name
  FROM pg_catalog.pg_class c
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.oid = ANY (?::pg_catalog.oid[])
   AND (pg_catalog.pg_relation_filenode(c.oid) IS DISTINCT FROM NULLIF(c.relfilenode, 0)
        OR pg_catalog.to_regclass(pg_catalog.format('%I.%I', n.nspname, c.relname))::pg_catalog.oid
           IS DISTINCT FROM c.oid)
 ORDER BY c.oid
