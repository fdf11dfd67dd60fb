-- Who owns each object that people make, less what belongs to another object or to an extension; with
-- the words that ALTER ... OWNER TO needs.
WITH schema AS (
  SELECT n.oid, n.nspname, n.nspowner
    FROM pg_catalog.pg_namespace n
   WHERE n.nspname !~ '^pg_'
     AND n.nspname <> 'information_schema'
), thing AS (
  SELECT 'pg_catalog.pg_namespace'::pg_catalog.regclass AS class, s.oid,
         pg_catalog.format('SCHEMA %I', s.nspname) AS object, s.nspowner AS owner, 0 AS place
    FROM schema s
  UNION ALL
  SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, t.oid,
         pg_catalog.format('TYPE %I.%I', s.nspname, t.typname), t.typowner, 1
    FROM pg_catalog.pg_type t
         JOIN schema s ON s.oid = t.typnamespace
         LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
   WHERE coalesce(c.relkind, 'c') = 'c'
     AND t.typtype NOT IN ('p', 'm')
     AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.oid = t.typelem AND e.typarray = t.oid)
  UNION ALL
  SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass, p.oid,
         pg_catalog.format('ROUTINE %I.%I(%s)', s.nspname, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid)),
         p.proowner, 2
    FROM pg_catalog.pg_proc p
         JOIN schema s ON s.oid = p.pronamespace
  UNION ALL
  SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, c.oid,
         pg_catalog.format('TABLE %I.%I', s.nspname, c.relname), c.relowner, 3
    FROM pg_catalog.pg_class c
         JOIN schema s ON s.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
)
SELECT thing.object, pg_catalog.pg_get_userbyid(thing.owner) AS owner
  FROM thing
 WHERE NOT EXISTS (
         SELECT FROM pg_catalog.pg_depend d
          WHERE d.classid = thing.class AND d.objid = thing.oid AND d.objsubid = 0
            AND (d.deptype = 'e'
                 OR d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                    AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                    AND d.deptype IN ('a', 'i')
                    AND (SELECT c.relkind FROM pg_catalog.pg_class c WHERE c.oid = thing.oid) = 'S'))
 ORDER BY thing.place, 1
