-- The columns, dropped ones too, of tables, partitioned tables, views and materialized views.
-- Before 18 a NOT NULL has no name and it is not noted where it came from.
SELECT a.attrelid AS relation,
       a.attnum AS number,
       a.attname AS name,
       a.atttypid AS type_oid,
       CASE WHEN a.attisdropped THEN '' ELSE pg_catalog.format_type(a.atttypid, a.atttypmod) END AS type,
       a.attisdropped AS dropped,
       a.attislocal AS local,
       a.attnotnull AS not_null, -- before 18
       0 AS not_null_oid, -- before 18
       '' AS not_null_name, -- before 18
       false AS not_null_no_inherit, -- before 18
       a.attislocal AS not_null_local, -- before 18
       true AS not_null_valid, -- before 18
       o.oid IS NOT NULL AS not_null, -- from 18
       o.oid AS not_null_oid, -- from 18
       o.conname AS not_null_name, -- from 18
       o.connoinherit AS not_null_no_inherit, -- from 18
       o.conislocal AS not_null_local, -- from 18
       o.convalidated AS not_null_valid, -- from 18
       CASE WHEN a.attcollation <> t.typcollation THEN l.collname END AS collation,
       CASE WHEN a.attcollation <> t.typcollation THEN ln.nspname END AS collation_schema,
       a.attidentity AS identity,
       a.attgenerated AS generated,
       COALESCE(a.attstattarget, -1) AS statistics,
       a.attstorage AS storage,
       COALESCE(t.typstorage, a.attstorage) AS type_storage,
       '' AS compression, -- before 14
       a.attcompression AS compression, -- from 14
       pg_catalog.array_to_string(a.attoptions, ', ') AS options,
       a.attacl::pg_catalog.text[] AS acl,
       NULL::pg_catalog.text[] AS default_acl
  FROM pg_catalog.pg_attribute a
       JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       LEFT JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
       LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
       LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace
       LEFT JOIN pg_catalog.pg_constraint o -- from 18
         ON o.conrelid = a.attrelid AND o.contype = 'n' AND o.conkey = ARRAY[a.attnum] -- from 18
 WHERE a.attnum > 0
   AND c.relkind IN ('r', 'p', 'v', 'm')
   AND n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
 ORDER BY a.attrelid, a.attnum
