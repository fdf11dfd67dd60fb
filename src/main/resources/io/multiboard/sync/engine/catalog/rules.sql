-- Rules, the queries of views (ON SELECT) too.
SELECT r.oid,
       r.rulename AS name,
       n.nspname AS schema,
       pg_catalog.pg_get_userbyid(c.relowner) AS owner,
       r.ev_class AS relation,
       c.relname AS relation_name,
       c.relkind IN ('v', 'm') AND r.ev_type = '1' AND r.is_instead AS view_query,
       r.ev_enabled AS enabled,
       pg_catalog.pg_get_ruledef(r.oid) AS definition
  FROM pg_catalog.pg_rewrite r
       JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
