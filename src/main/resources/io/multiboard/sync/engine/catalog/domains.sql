-- The domains, without their constraints.
SELECT t.oid,
       t.typname AS name,
       n.nspname AS schema,
       pg_catalog.pg_get_userbyid(t.typowner) AS owner,
       t.typacl::pg_catalog.text[] AS acl,
       pg_catalog.acldefault('T', t.typowner)::pg_catalog.text[] AS default_acl,
       pg_catalog.format_type(t.typbasetype, t.typtypmod) AS base_type,
       ln.nspname AS collation_schema,
       l.collname AS collation,
       t.typnotnull AS not_null,
       pg_catalog.pg_get_expr(t.typdefaultbin, 'pg_catalog.pg_type'::pg_catalog.regclass) AS default_expression,
       t.typdefault AS default_literal
  FROM pg_catalog.pg_type t
       JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
       JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
       LEFT JOIN pg_catalog.pg_collation l
         ON l.oid = t.typcollation AND t.typcollation <> b.typcollation
       LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace
 WHERE t.typtype = 'd'
   AND n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
   AND NOT EXISTS (
       SELECT FROM pg_catalog.pg_depend m
        WHERE m.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND m.objid = t.oid AND m.deptype = 'e')
