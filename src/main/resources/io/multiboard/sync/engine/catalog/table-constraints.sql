-- The constraints of tables, less those that a partition has from its parent's foreign keys, and
-- NOT NULL unless it is not validated.
SELECT o.oid,
       o.conname AS name,
       n.nspname AS schema,
       pg_catalog.pg_get_userbyid(c.relowner) AS owner,
       c.oid AS relation,
       c.relname AS relation_name,
       o.contype AS kind,
       o.conislocal AS local,
       o.convalidated AS validated,
       o.condeferrable AS deferrable,
       o.condeferred AS deferred,
       o.conindid AS index,
       o.confrelid AS referenced,
       c.relkind = 'p' AS partitioned,
       false AS temporal, -- before 18
       o.conperiod AS temporal, -- from 18
       pg_catalog.pg_get_constraintdef(o.oid) AS definition
  FROM pg_catalog.pg_constraint o
       JOIN pg_catalog.pg_class c ON c.oid = o.conrelid
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p')
   AND (o.contype IN ('c', 'p', 'u', 'x')
        OR o.contype = 'f' AND o.conparentid = 0
        OR o.contype = 'n' AND NOT o.convalidated)
   AND n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
