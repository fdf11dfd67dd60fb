-- Databases whose names may be ours, with their comments.
SELECT d.datname AS name,
       coalesce(pg_catalog.shobj_description(d.oid, 'pg_database'), '') AS comment
  FROM pg_catalog.pg_database d
 WHERE pg_catalog.starts_with(d.datname, 'multiboard_')
 ORDER BY 1
