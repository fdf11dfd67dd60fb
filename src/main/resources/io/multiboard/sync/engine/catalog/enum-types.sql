-- The enum types with their labels in order.
SELECT t.oid,
       t.typname AS name,
       n.nspname AS schema,
       pg_catalog.pg_get_userbyid(t.typowner) AS owner,
       t.typacl::pg_catalog.text[] AS acl,
       pg_catalog.acldefault('T', t.typowner)::pg_catalog.text[] AS default_acl,
       ARRAY(SELECT l.enumlabel::pg_catalog.text
               FROM pg_catalog.pg_enum l
              WHERE l.enumtypid = t.oid
              ORDER BY l.enumsortorder) AS labels
  FROM pg_catalog.pg_type t
       JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
 WHERE t.typtype = 'e'
   AND n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
   AND NOT EXISTS (
       SELECT FROM pg_catalog.pg_depend m
        WHERE m.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND m.objid = t.oid AND m.deptype = 'e')
