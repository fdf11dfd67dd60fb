-- Indexes that are fit for use, and those of partitioned tables; those of constraints too.
SELECT c.oid,
       c.relname AS name,
       n.nspname AS schema,
       pg_catalog.pg_get_userbyid(t.relowner) AS owner,
       i.indrelid AS relation,
       t.relname AS relation_name,
       pg_catalog.pg_get_indexdef(i.indexrelid) AS definition,
       COALESCE((SELECT o.oid
                   FROM pg_catalog.pg_constraint o
                  WHERE o.conrelid = i.indrelid
                    AND o.conindid = i.indexrelid
                    AND o.contype IN ('p', 'u', 'x')), 0) AS constraint,
       COALESCE((SELECT h.inhparent FROM pg_catalog.pg_inherits h WHERE h.inhrelid = c.oid), 0) AS parent,
       i.indisclustered AS clustered,
       i.indisreplident AS replica_identity,
       false AS nulls_not_distinct, -- before 15
       i.indnullsnotdistinct AS nulls_not_distinct, -- from 15
       s.spcname AS tablespace,
       c.reloptions AS options,
       ARRAY(SELECT a.attname
               FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY k (number, place)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
              WHERE k.place <= i.indnkeyatts
              ORDER BY k.place) AS key_columns,
       ARRAY(SELECT a.attname
               FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY k (number, place)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
              WHERE k.place > i.indnkeyatts
              ORDER BY k.place) AS included_columns,
       ARRAY(SELECT a.attnum::pg_catalog.int4
               FROM pg_catalog.pg_attribute a
              WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0
              ORDER BY a.attnum) AS statistics_columns,
       ARRAY(SELECT a.attstattarget::pg_catalog.int4
               FROM pg_catalog.pg_attribute a
              WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0
              ORDER BY a.attnum) AS statistics_targets
  FROM pg_catalog.pg_index i
       JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
       JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
       JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
       LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = c.reltablespace
 WHERE t.relkind IN ('r', 'p', 'm')
   AND (i.indisvalid OR t.relkind = 'p')
   AND i.indisready
   AND n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
