-- What extensions created: the objects, with the name of their extension.
SELECT d.classid AS class, d.objid AS object, d.objsubid AS sub_id, e.extname AS extension
  FROM pg_catalog.pg_depend d
       JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
 WHERE d.deptype = 'e'
   AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
