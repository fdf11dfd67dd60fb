-- The aggregates. Functions, types and operators that they name are quoted and qualified by the server.
SELECT p.oid,
       p.proname AS name,
       n.nspname AS schema,
       pg_catalog.pg_get_userbyid(p.proowner) AS owner,
       p.proacl::pg_catalog.text[] AS acl,
       pg_catalog.acldefault('f', p.proowner)::pg_catalog.text[] AS default_acl,
       a.aggkind AS kind,
       ARRAY(SELECT pg_catalog.format_type(t.type, NULL)
               FROM pg_catalog.unnest(p.proargtypes::pg_catalog.oid[]) WITH ORDINALITY AS t (type, number)
              ORDER BY t.number) AS argument_types,
       pg_catalog.pg_get_function_arguments(p.oid) AS arguments,
       pg_catalog.pg_get_function_identity_arguments(p.oid) AS identity_arguments,
       a.aggtransfn::pg_catalog.text AS transition,
       a.aggtranstype::pg_catalog.regtype::pg_catalog.text AS state_type,
       a.aggtransspace AS state_space,
       a.agginitval AS initial_state,
       NULLIF(a.aggfinalfn::pg_catalog.text, '-') AS final,
       a.aggfinalextra AS final_extra,
       a.aggfinalmodify AS final_modify,
       NULLIF(a.aggcombinefn::pg_catalog.text, '-') AS combine,
       NULLIF(a.aggserialfn::pg_catalog.text, '-') AS serialize,
       NULLIF(a.aggdeserialfn::pg_catalog.text, '-') AS deserialize,
       NULLIF(a.aggmtransfn::pg_catalog.text, '-') AS moving_transition,
       a.aggminvtransfn::pg_catalog.text AS moving_inverse,
       a.aggmtranstype::pg_catalog.regtype::pg_catalog.text AS moving_state_type,
       a.aggmtransspace AS moving_state_space,
       a.aggminitval AS moving_initial_state,
       NULLIF(a.aggmfinalfn::pg_catalog.text, '-') AS moving_final,
       a.aggmfinalextra AS moving_final_extra,
       a.aggmfinalmodify AS moving_final_modify,
       CASE WHEN so.oid IS NOT NULL
            THEN pg_catalog.format('OPERATOR(%I.%s)', son.nspname, so.oprname)
       END AS sort_operator,
       p.proparallel AS parallel
  FROM pg_catalog.pg_proc p
       JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
       JOIN pg_catalog.pg_aggregate a ON a.aggfnoid = p.oid
       LEFT JOIN pg_catalog.pg_operator so ON so.oid = a.aggsortop
       LEFT JOIN pg_catalog.pg_namespace son ON son.oid = so.oprnamespace
 WHERE n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
   AND NOT EXISTS (
       SELECT FROM pg_catalog.pg_depend m
        WHERE m.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND m.objid = p.oid AND m.deptype = 'e')
