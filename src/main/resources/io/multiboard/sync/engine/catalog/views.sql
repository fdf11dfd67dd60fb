-- Views.
SELECT c.oid,
       c.relname AS name,
       n.nspname AS schema,
       pg_catalog.pg_get_userbyid(c.relowner) AS owner,
       c.relacl::pg_catalog.text[] AS acl,
       pg_catalog.acldefault('r', c.relowner)::pg_catalog.text[] AS default_acl,
       pg_catalog.array_remove(pg_catalog.array_remove(c.reloptions, 'check_option=local'),
                               'check_option=cascaded') AS options,
       CASE WHEN 'check_option=local' = ANY (c.reloptions) THEN 'LOCAL'
            WHEN 'check_option=cascaded' = ANY (c.reloptions) THEN 'CASCADED'
        END AS check_option,
       pg_catalog.pg_get_viewdef(c.oid) AS definition
  FROM pg_catalog.pg_class c
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'v'
   AND n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
