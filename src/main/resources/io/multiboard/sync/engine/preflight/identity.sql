-- Which server this is, and which database of it has a given name.
SELECT c.system_identifier,
       pg_catalog.pg_postmaster_start_time() AS started,
       (SELECT d.oid::pg_catalog.int8 FROM pg_catalog.pg_database d WHERE d.datname = ?) AS oid
  FROM pg_catalog.pg_control_system() c
