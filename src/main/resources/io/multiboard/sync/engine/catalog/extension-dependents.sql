-- What goes when an extension is dropped though it is no member (ALTER ... DEPENDS ON EXTENSION).
SELECT d.classid AS class,
       d.objid AS object,
       d.objsubid AS sub_id,
       pg_catalog.array_agg(e.extname ORDER BY e.extname)::pg_catalog.text[] AS extensions
  FROM pg_catalog.pg_depend d
       JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
 WHERE d.deptype = 'x'
   AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
 GROUP BY 1, 2, 3
