-- Which of these tables the role of the session cannot read whole, and what it lacks. Rows of a
-- partitioned table are read from its partitions, whose own row security counts.
SELECT n.nspname AS schema,
       c.relname AS name,
       CASE WHEN NOT pg_catalog.has_schema_privilege(n.oid, 'USAGE') THEN 'UsageOfSchema'
            WHEN NOT pg_catalog.has_table_privilege(c.oid, 'SELECT') THEN 'Select'
            ELSE 'BypassOfRowSecurity' END AS lacking
  FROM pg_catalog.pg_class c
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.oid = ANY (?)
   AND (NOT pg_catalog.has_schema_privilege(n.oid, 'USAGE')
        OR NOT pg_catalog.has_table_privilege(c.oid, 'SELECT')
        OR c.relkind = 'r' AND pg_catalog.row_security_active(c.oid))
 ORDER BY 1, 2
