-- The functions and procedures, less those that come with another object, as a range type's
-- constructors do. A body is either source text (with a library for C) or SQL that the server prints.
SELECT p.oid,
       p.proname AS name,
       n.nspname AS schema,
       pg_catalog.pg_get_userbyid(p.proowner) AS owner,
       p.proacl::pg_catalog.text[] AS acl,
       pg_catalog.acldefault('f', p.proowner)::pg_catalog.text[] AS default_acl,
       p.prokind AS kind,
       ARRAY(SELECT pg_catalog.format_type(a.type, NULL)
               FROM pg_catalog.unnest(p.proargtypes::pg_catalog.oid[]) WITH ORDINALITY AS a (type, number)
              ORDER BY a.number) AS argument_types,
       pg_catalog.pg_get_function_arguments(p.oid) AS arguments,
       pg_catalog.pg_get_function_identity_arguments(p.oid) AS identity_arguments,
       pg_catalog.pg_get_function_result(p.oid) AS result,
       l.lanname AS language,
       ARRAY(SELECT pg_catalog.format_type(f.type, NULL)
               FROM pg_catalog.unnest(p.protrftypes) WITH ORDINALITY AS f (type, number)
              ORDER BY f.number) AS transform_types,
       p.provolatile AS volatility,
       p.proisstrict AS strict,
       p.prosecdef AS security_definer,
       p.proleakproof AS leakproof,
       p.procost::pg_catalog.text AS cost,
       p.proretset AS returns_set,
       p.prorows::pg_catalog.text AS rows,
       NULLIF(p.prosupport::pg_catalog.regproc::pg_catalog.text, '-') AS support,
       p.proparallel AS parallel,
       p.proconfig AS settings,
       NULL AS sql_body, -- before 14
       pg_catalog.pg_get_function_sqlbody(p.oid) AS sql_body, -- from 14
       p.prosrc AS source,
       p.probin AS library
  FROM pg_catalog.pg_proc p
       JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
       JOIN pg_catalog.pg_language l ON l.oid = p.prolang
 WHERE p.prokind <> 'a'
   AND n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
   AND NOT EXISTS (
       SELECT FROM pg_catalog.pg_depend m
        WHERE m.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND m.objid = p.oid AND m.deptype IN ('e', 'i'))
