-- Triggers, less internal ones and, on partitions, less those that are as their parent's.
SELECT t.oid,
       t.tgname AS name,
       n.nspname AS schema,
       pg_catalog.pg_get_userbyid(c.relowner) AS owner,
       t.tgrelid AS relation,
       c.relname AS relation_name,
       t.tgenabled AS enabled,
       t.tgparentid <> 0 AS cloned,
       pg_catalog.pg_get_triggerdef(t.oid, false) AS definition
  FROM pg_catalog.pg_trigger t
       JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
       LEFT JOIN pg_catalog.pg_trigger u ON u.oid = t.tgparentid
 WHERE (NOT t.tgisinternal AND t.tgparentid = 0 OR t.tgenabled <> u.tgenabled)
   AND c.relkind IN ('r', 'p', 'v')
   AND n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
