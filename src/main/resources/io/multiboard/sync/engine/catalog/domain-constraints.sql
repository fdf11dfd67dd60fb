-- The constraints of domains: CHECK, and from PostgreSQL 17 NOT NULL, in the order of their names.
SELECT k.oid,
       k.conname AS name,
       n.nspname AS schema,
       pg_catalog.pg_get_userbyid(t.typowner) AS owner,
       t.oid AS domain,
       t.typname AS domain_name,
       k.contype AS kind,
       k.convalidated AS validated,
       pg_catalog.pg_get_constraintdef(k.oid) AS definition
  FROM pg_catalog.pg_constraint k
       JOIN pg_catalog.pg_type t ON t.oid = k.contypid
       JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
 WHERE n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
   AND NOT EXISTS (
       SELECT FROM pg_catalog.pg_depend m
        WHERE m.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND m.objid = t.oid AND m.deptype = 'e')
 ORDER BY k.contypid, k.conname
