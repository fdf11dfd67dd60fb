-- The range types. What is the default of the subtype is NULL.
SELECT t.oid,
       t.typname AS name,
       n.nspname AS schema,
       pg_catalog.pg_get_userbyid(t.typowner) AS owner,
       t.typacl::pg_catalog.text[] AS acl,
       pg_catalog.acldefault('T', t.typowner)::pg_catalog.text[] AS default_acl,
       pg_catalog.format_type(r.rngsubtype, NULL) AS subtype,
       NULL AS multirange, -- before 14
       pg_catalog.format_type(r.rngmultitypid, NULL) AS multirange, -- from 14
       pn.nspname AS operator_class_schema,
       p.opcname AS operator_class,
       ln.nspname AS collation_schema,
       l.collname AS collation,
       NULLIF(r.rngcanonical::pg_catalog.regproc::pg_catalog.text, '-') AS canonical,
       r.rngcanonical::pg_catalog.oid AS canonical_oid,
       NULLIF(r.rngsubdiff::pg_catalog.regproc::pg_catalog.text, '-') AS difference
  FROM pg_catalog.pg_type t
       JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
       JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid
       JOIN pg_catalog.pg_type s ON s.oid = r.rngsubtype
       LEFT JOIN pg_catalog.pg_opclass p ON p.oid = r.rngsubopc AND NOT p.opcdefault
       LEFT JOIN pg_catalog.pg_namespace pn ON pn.oid = p.opcnamespace
       LEFT JOIN pg_catalog.pg_collation l
         ON l.oid = r.rngcollation AND r.rngcollation <> s.typcollation
       LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace
 WHERE t.typtype = 'r'
   AND n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
   AND NOT EXISTS (
       SELECT FROM pg_catalog.pg_depend m
        WHERE m.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND m.objid = t.oid AND m.deptype = 'e')
