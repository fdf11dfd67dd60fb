-- The extensions, less those of initdb. PostgreSQL's archives show no owner for them.
SELECT e.oid,
       e.extname AS name,
       NULL AS schema,
       NULL AS owner,
       n.nspname AS target_schema,
       e.extconfig AS configuration,
       e.extcondition AS conditions
  FROM pg_catalog.pg_extension e
       JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
 WHERE e.oid >= 16384
