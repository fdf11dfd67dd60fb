-- Objects that are in the target without us, because initdb or an extension's script creates them, and
-- whose privileges were changed since: all kinds, a row for each object and each of its columns. Members of
-- extensions among tables, views and sequences have records of their own. Routines are called by their
-- identity arguments, aggregates by their argument types.
WITH granted AS (
  SELECT 'pg_catalog.pg_namespace'::pg_catalog.regclass AS class, n.oid, 0 AS sub_id, 'SCHEMA' AS kind, n.nspname AS name,
         0::pg_catalog.oid AS namespace, NULL AS arguments, NULL AS column_name, n.nspowner AS owner, n.nspacl AS acl,
         'n' AS letter
    FROM pg_catalog.pg_namespace n
  UNION ALL
  SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, c.oid, 0, CASE WHEN c.relkind = 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, c.relname,
         c.relnamespace, NULL, NULL, c.relowner, c.relacl, CASE WHEN c.relkind = 'S' THEN 's' ELSE 'r' END
    FROM pg_catalog.pg_class c
   WHERE c.relnamespace = 'pg_catalog'::pg_catalog.regnamespace
     AND c.relkind IN ('r', 'v', 'm', 'p', 'S', 'f')
  UNION ALL
  SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, c.oid, a.attnum, 'COLUMN', c.relname,
         c.relnamespace, NULL, a.attname, c.relowner, a.attacl, 'c'
    FROM pg_catalog.pg_attribute a
         JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
   WHERE c.relnamespace = 'pg_catalog'::pg_catalog.regnamespace
     AND NOT a.attisdropped
  UNION ALL
  SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass, p.oid, 0, CASE WHEN p.prokind = 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, p.proname,
         p.pronamespace, p.prokind::pg_catalog.text, NULL, p.proowner, p.proacl, 'f'
    FROM pg_catalog.pg_proc p
  UNION ALL
  SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, t.oid, 0, 'TYPE', t.typname,
         t.typnamespace, NULL, NULL, t.typowner, t.typacl, 'T'
    FROM pg_catalog.pg_type t
  UNION ALL
  SELECT 'pg_catalog.pg_language'::pg_catalog.regclass, l.oid, 0, 'LANGUAGE', l.lanname,
         0, NULL, NULL, l.lanowner, l.lanacl, 'l'
    FROM pg_catalog.pg_language l
   WHERE l.lanispl AND l.lanpltrusted
  UNION ALL
  SELECT 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass, w.oid, 0, 'FOREIGN_DATA_WRAPPER', w.fdwname,
         0, NULL, NULL, w.fdwowner, w.fdwacl, 'F'
    FROM pg_catalog.pg_foreign_data_wrapper w
  UNION ALL
  SELECT 'pg_catalog.pg_foreign_server'::pg_catalog.regclass, s.oid, 0, 'FOREIGN_SERVER', s.srvname,
         0, NULL, NULL, s.srvowner, s.srvacl, 'S'
    FROM pg_catalog.pg_foreign_server s)
SELECT g.class::pg_catalog.oid AS class,
       g.oid,
       g.sub_id,
       g.kind,
       g.name,
       n.nspname AS schema,
       CASE WHEN g.arguments = 'a'
            THEN pg_catalog.array_to_string(
                   ARRAY(SELECT pg_catalog.format_type(t.type, NULL)
                           FROM pg_catalog.pg_proc p
                                CROSS JOIN LATERAL pg_catalog.unnest(p.proargtypes::pg_catalog.oid[])
                                  WITH ORDINALITY AS t (type, number)
                          WHERE p.oid = g.oid
                          ORDER BY t.number), ', ')
            WHEN g.arguments IS NOT NULL
            THEN pg_catalog.pg_get_function_identity_arguments(g.oid)
       END AS arguments,
       g.column_name,
       pg_catalog.pg_get_userbyid(g.owner) AS owner,
       g.acl::pg_catalog.text[] AS acl,
       pg_catalog.acldefault(g.letter::pg_catalog."char", g.owner)::pg_catalog.text[] AS default_acl
  FROM granted g
       LEFT JOIN pg_catalog.pg_namespace n ON n.oid = g.namespace
       LEFT JOIN pg_catalog.pg_init_privs i
         ON i.classoid = g.class AND i.objoid = g.oid AND i.objsubid = g.sub_id
 WHERE g.acl IS DISTINCT FROM i.initprivs
   AND (n.nspname = 'pg_catalog'
        OR (g.kind = 'SCHEMA' AND g.name = 'pg_catalog')
        OR (g.kind <> 'SCHEMA'
            AND EXISTS (
                SELECT FROM pg_catalog.pg_depend d
                 WHERE d.classid = g.class AND d.objid = g.oid AND d.objsubid = 0 AND d.deptype = 'e')))
 ORDER BY g.class, g.oid, g.sub_id
