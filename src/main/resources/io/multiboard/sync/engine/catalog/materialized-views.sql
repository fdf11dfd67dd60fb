-- Materialized views.
SELECT c.oid,
       c.relname AS name,
       n.nspname AS schema,
       pg_catalog.pg_get_userbyid(c.relowner) AS owner,
       c.relacl::pg_catalog.text[] AS acl,
       pg_catalog.acldefault('r', c.relowner)::pg_catalog.text[] AS default_acl,
       c.relispopulated AS populated,
       c.reloptions AS options,
       t.reloptions AS toast_options,
       s.spcname AS tablespace,
       a.amname AS access_method,
       pg_catalog.pg_get_viewdef(c.oid) AS definition
  FROM pg_catalog.pg_class c
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid AND t.relkind = 't'
       LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = c.reltablespace
       LEFT JOIN pg_catalog.pg_am a ON a.oid = c.relam
 WHERE c.relkind = 'm'
   AND n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
