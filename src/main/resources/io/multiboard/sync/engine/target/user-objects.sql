-- Whether the database of the session holds anything that a person, or a restore, has put there:
-- objects other than schemas and extensions, and what belongs to extensions.
SELECT EXISTS (
         SELECT FROM (
           SELECT 'pg_catalog.pg_class'::pg_catalog.regclass AS class, oid FROM pg_catalog.pg_class
           UNION ALL SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass, oid FROM pg_catalog.pg_proc
           UNION ALL SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, oid FROM pg_catalog.pg_type
           UNION ALL SELECT 'pg_catalog.pg_operator'::pg_catalog.regclass, oid FROM pg_catalog.pg_operator
           UNION ALL SELECT 'pg_catalog.pg_collation'::pg_catalog.regclass, oid FROM pg_catalog.pg_collation
           UNION ALL SELECT 'pg_catalog.pg_conversion'::pg_catalog.regclass, oid FROM pg_catalog.pg_conversion
           UNION ALL SELECT 'pg_catalog.pg_ts_config'::pg_catalog.regclass, oid FROM pg_catalog.pg_ts_config
           UNION ALL SELECT 'pg_catalog.pg_ts_dict'::pg_catalog.regclass, oid FROM pg_catalog.pg_ts_dict
           UNION ALL SELECT 'pg_catalog.pg_foreign_server'::pg_catalog.regclass, oid FROM pg_catalog.pg_foreign_server
           UNION ALL SELECT 'pg_catalog.pg_event_trigger'::pg_catalog.regclass, oid FROM pg_catalog.pg_event_trigger
           UNION ALL SELECT 'pg_catalog.pg_publication'::pg_catalog.regclass, oid FROM pg_catalog.pg_publication
           UNION ALL SELECT 'pg_catalog.pg_largeobject'::pg_catalog.regclass, oid FROM pg_catalog.pg_largeobject_metadata
         ) thing
         WHERE thing.oid >= 16384
           AND NOT EXISTS (
                 SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = thing.class AND d.objid = thing.oid AND d.deptype = 'e')
           AND NOT EXISTS (
                 SELECT FROM pg_catalog.pg_class c
                  WHERE thing.class = 'pg_catalog.pg_class'::pg_catalog.regclass AND c.oid = thing.oid
                    AND c.relkind IN ('i', 'I', 't'))
           AND NOT EXISTS (
                 SELECT FROM pg_catalog.pg_type t
                  WHERE thing.class = 'pg_catalog.pg_type'::pg_catalog.regclass AND t.oid = thing.oid
                    AND (t.typrelid <> 0 OR t.typelem <> 0))
       )
