-- Sequences, with the column that owns them: by OWNED BY (deptype a) or as its identity (i).
SELECT c.oid,
       c.relname AS name,
       n.nspname AS schema,
       pg_catalog.pg_get_userbyid(c.relowner) AS owner,
       c.relacl::pg_catalog.text[] AS acl,
       pg_catalog.acldefault('s', c.relowner)::pg_catalog.text[] AS default_acl,
       c.relpersistence = 'u' AS unlogged,
       NOT (c.relpersistence = 'u' AND pg_catalog.pg_is_in_recovery()) AS readable,
       pg_catalog.format_type(s.seqtypid, NULL) AS type,
       s.seqstart AS start,
       s.seqincrement AS increment,
       s.seqmin AS minimum,
       s.seqmax AS maximum,
       s.seqcache AS cache,
       s.seqcycle AS cycles,
       d.refobjid AS owning_table,
       d.refobjsubid AS owning_column,
       COALESCE(d.deptype = 'i', false) AS identity
  FROM pg_catalog.pg_class c
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_catalog.pg_sequence s ON s.seqrelid = c.oid
       LEFT JOIN pg_catalog.pg_depend d
         ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND d.objid = c.oid
        AND d.objsubid = 0
        AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND d.deptype IN ('a', 'i')
 WHERE c.relkind = 'S'
   AND n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
 ORDER BY c.oid
