-- The privileges that initdb or CREATE EXTENSION left.
SELECT p.classoid AS class,
       p.objoid AS object,
       p.objsubid AS sub_id,
       p.initprivs::pg_catalog.text[] AS privileges
  FROM pg_catalog.pg_init_privs p
