-- The collations. Their version is the target's own affair.
SELECT c.oid,
       c.collname AS name,
       n.nspname AS schema,
       pg_catalog.pg_get_userbyid(c.collowner) AS owner,
       c.collprovider AS provider,
       c.collisdeterministic AS deterministic,
       NULLIF(c.collcollate::pg_catalog.text, '') AS collate,
       NULLIF(c.collctype::pg_catalog.text, '') AS character_type,
       NULLIF(c.collcollate::pg_catalog.text, '') AS locale, -- before 15
       c.colliculocale AS locale, -- from 15 before 17
       c.colllocale AS locale, -- from 17
       NULL AS rules -- before 16
       c.collicurules AS rules -- from 16
  FROM pg_catalog.pg_collation c
       JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace
 WHERE n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
   AND NOT EXISTS (
       SELECT FROM pg_catalog.pg_depend m
        WHERE m.classid = 'pg_catalog.pg_collation'::pg_catalog.regclass AND m.objid = c.oid AND m.deptype = 'e')
