-- The defaults and generation expressions of columns of tables and views.
SELECT d.oid,
       c.relname AS name,
       n.nspname AS schema,
       pg_catalog.pg_get_userbyid(c.relowner) AS owner,
       d.adrelid AS relation,
       d.adnum AS number,
       a.attname AS column,
       a.attgenerated <> '' AS generated,
       pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS expression
  FROM pg_catalog.pg_attrdef d
       JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
       JOIN pg_catalog.pg_class c ON c.oid = d.adrelid
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE NOT a.attisdropped
   AND c.relkind IN ('r', 'p', 'v')
   AND n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
