-- The schemas, less PostgreSQL's own.
SELECT n.oid,
       n.nspname AS name,
       NULL AS schema,
       pg_catalog.pg_get_userbyid(n.nspowner) AS owner,
       n.nspacl::pg_catalog.text[] AS acl,
       pg_catalog.acldefault('n', n.nspowner)::pg_catalog.text[] AS default_acl
  FROM pg_catalog.pg_namespace n
 WHERE n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
