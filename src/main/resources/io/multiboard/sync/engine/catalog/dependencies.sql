-- What needs what. The table behind a composite type is turned round: the type needs it, since its
-- columns' types are noted there. Members of extensions
-- need them, and so does what needs a member that is not known itself.
SELECT d.classid AS class,
       d.objid AS object,
       d.refclassid AS needed_class,
       d.refobjid AS needed_object
  FROM pg_catalog.pg_depend d
       LEFT JOIN pg_catalog.pg_class c
         ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND c.oid = d.objid AND c.relkind = 'c'
 WHERE d.deptype <> 'p'
   AND NOT (d.deptype = 'i' AND c.oid IS NOT NULL)
 GROUP BY 1, 2, 3, 4
UNION ALL
SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, c.reltype, 'pg_catalog.pg_class'::pg_catalog.regclass, c.oid
  FROM pg_catalog.pg_class c
 WHERE c.relkind = 'c'
