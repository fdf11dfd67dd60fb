-- What people have put into a database: objects that hold data or code, with the kind, schema and tag
-- that an archive gives them, less what belongs to extensions and to other objects.
WITH schema AS (
  SELECT n.oid, n.nspname
    FROM pg_catalog.pg_namespace n
   WHERE n.nspname !~ '^pg_'
     AND n.nspname <> 'information_schema'
), thing AS (
  SELECT 'pg_catalog.pg_namespace'::pg_catalog.regclass AS class, s.oid,
         'SCHEMA' AS kind, '' AS schema, s.nspname::pg_catalog.text AS tag
    FROM schema s
   WHERE s.nspname <> 'public'
  UNION ALL
  SELECT 'pg_catalog.pg_extension'::pg_catalog.regclass, e.oid, 'EXTENSION', '', e.extname
    FROM pg_catalog.pg_extension e
   WHERE e.oid >= 16384
  UNION ALL
  SELECT 'pg_catalog.pg_publication'::pg_catalog.regclass, p.oid, 'PUBLICATION', '', p.pubname
    FROM pg_catalog.pg_publication p
  UNION ALL
  SELECT 'pg_catalog.pg_event_trigger'::pg_catalog.regclass, t.oid, 'EVENT TRIGGER', '', t.evtname
    FROM pg_catalog.pg_event_trigger t
  UNION ALL
  SELECT 'pg_catalog.pg_foreign_server'::pg_catalog.regclass, v.oid, 'SERVER', '', v.srvname
    FROM pg_catalog.pg_foreign_server v
  UNION ALL
  SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, c.oid,
         CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
                        WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END,
         s.nspname, c.relname
    FROM pg_catalog.pg_class c
         JOIN schema s ON s.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
  UNION ALL
  SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass, p.oid, 'ROUTINE', s.nspname,
         p.proname || '(' || coalesce((
           SELECT pg_catalog.string_agg(pg_catalog.format_type(a.type, NULL), ', ' ORDER BY a.place)
             FROM pg_catalog.unnest(p.proargtypes) WITH ORDINALITY AS a (type, place)), '') || ')'
    FROM pg_catalog.pg_proc p
         JOIN schema s ON s.oid = p.pronamespace
  UNION ALL
  SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, t.oid, 'TYPE', s.nspname, t.typname
    FROM pg_catalog.pg_type t
         JOIN schema s ON s.oid = t.typnamespace
         LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
   WHERE coalesce(c.relkind, 'c') = 'c'
     AND t.typtype NOT IN ('p', 'm')
     AND t.typisdefined
     AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.oid = t.typelem AND e.typarray = t.oid)
)
SELECT thing.kind, thing.schema, thing.tag
  FROM thing
 WHERE NOT EXISTS (
         SELECT FROM pg_catalog.pg_depend d
          WHERE d.classid = thing.class AND d.objid = thing.oid AND d.objsubid = 0
            AND (d.deptype = 'e'
                 OR thing.kind = 'SEQUENCE' AND d.deptype IN ('a', 'i')
                    AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                 OR thing.kind = 'ROUTINE' AND d.deptype = 'i'))
 ORDER BY 1, 2, 3
