-- What a database is like, seen from within; with how many of its tables the role of the session
-- cannot read whole.
SELECT pg_catalog.pg_database_size(pg_catalog.current_database()) AS bytes,
       (SELECT pg_catalog.count(*)
          FROM pg_catalog.pg_class c
               JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind = 'r'
           AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema') AS tables,
       (SELECT pg_catalog.count(*)
          FROM pg_catalog.pg_class c
               JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'p', 'S')
           AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
           AND NOT (pg_catalog.has_schema_privilege(n.oid, 'USAGE')
                    AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
                    AND NOT (c.relkind = 'r' AND pg_catalog.row_security_active(c.oid)))) AS unreadable
