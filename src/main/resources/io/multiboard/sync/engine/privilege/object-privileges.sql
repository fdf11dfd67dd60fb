-- Every object and column that can have privileges, less PostgreSQL's own with nothing granted, each
-- with the privileges that are in force, whether granted or built in; a row a privilege.
WITH schema AS (
  SELECT n.oid, n.nspname, n.nspowner, n.nspacl,
         n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AS ours
    FROM pg_catalog.pg_namespace n
   WHERE n.nspname !~ '^pg_(toast|temp)'
), thing AS (
  SELECT pg_catalog.format('SCHEMA %I', s.nspname) AS object, '' AS field, s.nspowner AS owner,
         coalesce(s.nspacl, pg_catalog.acldefault('n', s.nspowner)) AS acl
    FROM schema s
  UNION ALL
  SELECT pg_catalog.format(CASE c.relkind WHEN 'S' THEN 'SEQUENCE %I.%I' ELSE 'TABLE %I.%I' END, s.nspname, c.relname),
         '', c.relowner,
         coalesce(c.relacl, pg_catalog.acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::pg_catalog."char", c.relowner))
    FROM pg_catalog.pg_class c
         JOIN schema s ON s.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
     AND (s.ours OR c.relacl IS NOT NULL)
  UNION ALL
  SELECT pg_catalog.format('TABLE %I.%I', s.nspname, c.relname),
         pg_catalog.quote_ident(a.attname), c.relowner, a.attacl
    FROM pg_catalog.pg_attribute a
         JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
         JOIN schema s ON s.oid = c.relnamespace
   WHERE a.attacl IS NOT NULL
     AND NOT a.attisdropped
  UNION ALL
  SELECT pg_catalog.format('ROUTINE %I.%I(%s)', s.nspname, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid)),
         '', p.proowner, coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))
    FROM pg_catalog.pg_proc p
         JOIN schema s ON s.oid = p.pronamespace
   WHERE s.ours OR p.proacl IS NOT NULL
  UNION ALL
  SELECT pg_catalog.format('TYPE %I.%I', s.nspname, t.typname),
         '', t.typowner, coalesce(t.typacl, pg_catalog.acldefault('T', t.typowner))
    FROM pg_catalog.pg_type t
         JOIN schema s ON s.oid = t.typnamespace
         LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
   WHERE (s.ours OR t.typacl IS NOT NULL)
     AND coalesce(c.relkind, 'c') = 'c'
     AND t.typtype NOT IN ('p', 'm')
     AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.oid = t.typelem AND e.typarray = t.oid)
  UNION ALL
  SELECT pg_catalog.format('LANGUAGE %I', l.lanname),
         '', l.lanowner, coalesce(l.lanacl, pg_catalog.acldefault('l', l.lanowner))
    FROM pg_catalog.pg_language l
   WHERE l.lanpltrusted
  UNION ALL
  SELECT pg_catalog.format('LARGE OBJECT %s', o.oid),
         '', o.lomowner, coalesce(o.lomacl, pg_catalog.acldefault('L', o.lomowner))
    FROM pg_catalog.pg_largeobject_metadata o
  UNION ALL
  SELECT pg_catalog.format('FOREIGN DATA WRAPPER %I', w.fdwname),
         '', w.fdwowner, coalesce(w.fdwacl, pg_catalog.acldefault('F', w.fdwowner))
    FROM pg_catalog.pg_foreign_data_wrapper w
  UNION ALL
  SELECT pg_catalog.format('FOREIGN SERVER %I', v.srvname),
         '', v.srvowner, coalesce(v.srvacl, pg_catalog.acldefault('S', v.srvowner))
    FROM pg_catalog.pg_foreign_server v
)
SELECT thing.object,
       thing.field,
       pg_catalog.pg_get_userbyid(thing.owner) AS owner,
       CASE WHEN item.grantee = 0 THEN '' ELSE pg_catalog.pg_get_userbyid(item.grantee) END AS grantee,
       item.privilege_type AS privilege,
       item.is_grantable AS grantable,
       pg_catalog.pg_get_userbyid(item.grantor) AS grantor
  FROM thing
       LEFT JOIN LATERAL pg_catalog.aclexplode(thing.acl) item ON true
 ORDER BY 1, 2, 4, 5
