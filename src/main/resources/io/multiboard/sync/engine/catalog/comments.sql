-- The comments on objects and columns of this database, less PostgreSQL's own objects.
SELECT d.classoid AS class, d.objoid AS object, d.objsubid AS sub_id, d.description AS comment
  FROM pg_catalog.pg_description d
 WHERE d.objoid >= 16384
    OR d.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
    OR d.classoid = 'pg_catalog.pg_largeobject'::pg_catalog.regclass
UNION ALL
SELECT d.classoid, d.objoid, 0, d.description
  FROM pg_catalog.pg_shdescription d
       JOIN pg_catalog.pg_database b ON b.oid = d.objoid
 WHERE d.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass
   AND b.datname = pg_catalog.current_database()
