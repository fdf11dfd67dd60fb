-- Tables and partitioned tables.
SELECT c.oid,
       c.relname AS name,
       n.nspname AS schema,
       pg_catalog.pg_get_userbyid(c.relowner) AS owner,
       c.relacl::pg_catalog.text[] AS acl,
       pg_catalog.acldefault('r', c.relowner)::pg_catalog.text[] AS default_acl,
       c.relpersistence = 'u' AS unlogged,
       NOT (c.relpersistence = 'u' AND pg_catalog.pg_is_in_recovery()) AS readable,
       CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END AS partition_key,
       CASE WHEN c.relispartition THEN pg_catalog.pg_get_expr(c.relpartbound, c.oid) END AS partition_bound,
       ARRAY(SELECT i.inhparent
               FROM pg_catalog.pg_inherits i
              WHERE i.inhrelid = c.oid
              ORDER BY i.inhseqno) AS parents,
       CASE WHEN c.reloftype <> 0 THEN pg_catalog.format_type(c.reloftype, NULL) END AS of_type,
       c.reloptions AS options,
       t.reloptions AS toast_options,
       s.spcname AS tablespace,
       a.amname AS access_method,
       c.relreplident AS replica_identity,
       c.relrowsecurity AS row_security,
       c.relforcerowsecurity AS force_row_security,
       EXISTS (SELECT FROM pg_catalog.pg_partitioned_table p
                      JOIN pg_catalog.pg_opclass o ON o.oid = ANY (p.partclass)
                      JOIN pg_catalog.pg_am m ON m.oid = o.opcmethod
                WHERE p.partrelid = c.oid
                  AND m.amname = 'hash'
                  AND o.opcname = 'enum_ops'
                  AND o.opcnamespace = 'pg_catalog'::pg_catalog.regnamespace) AS hashes_enum,
       GREATEST(c.reltuples, 0)::pg_catalog.int8 AS estimated_rows,
       CASE WHEN c.relkind = 'r' THEN pg_catalog.pg_table_size(c.oid) ELSE 0 END AS bytes
  FROM pg_catalog.pg_class c
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid AND t.relkind = 't' AND c.relkind = 'r'
       LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = c.reltablespace
       LEFT JOIN pg_catalog.pg_am a ON a.oid = c.relam
 WHERE c.relkind IN ('r', 'p')
   AND n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
