-- The composite types that stand alone, with their columns in order. Columns' comments are those of the
-- relation behind the type.
SELECT t.oid,
       t.typname AS name,
       n.nspname AS schema,
       pg_catalog.pg_get_userbyid(t.typowner) AS owner,
       t.typacl::pg_catalog.text[] AS acl,
       pg_catalog.acldefault('T', t.typowner)::pg_catalog.text[] AS default_acl,
       t.typrelid AS relation,
       a.numbers,
       a.names,
       a.types,
       a.collation_schemas,
       a.collations
  FROM pg_catalog.pg_type t
       JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
       JOIN pg_catalog.pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
       CROSS JOIN LATERAL (
         SELECT pg_catalog.array_agg(a.attnum::pg_catalog.text ORDER BY a.attnum) AS numbers,
                pg_catalog.array_agg(a.attname::pg_catalog.text ORDER BY a.attnum) AS names,
                pg_catalog.array_agg(pg_catalog.format_type(a.atttypid, a.atttypmod) ORDER BY a.attnum) AS types,
                pg_catalog.array_agg(COALESCE(ln.nspname::pg_catalog.text, '') ORDER BY a.attnum) AS collation_schemas,
                pg_catalog.array_agg(COALESCE(l.collname::pg_catalog.text, '') ORDER BY a.attnum) AS collations
           FROM pg_catalog.pg_attribute a
                JOIN pg_catalog.pg_type ct ON ct.oid = a.atttypid
                LEFT JOIN pg_catalog.pg_collation l
                  ON l.oid = a.attcollation AND a.attcollation <> ct.typcollation
                LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace
          WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) a
 WHERE t.typtype = 'c'
   AND n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
   AND NOT EXISTS (
       SELECT FROM pg_catalog.pg_depend m
        WHERE m.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND m.objid = t.oid AND m.deptype = 'e')
