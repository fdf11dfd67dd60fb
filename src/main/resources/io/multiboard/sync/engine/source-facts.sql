-- Which database this is, whatever its address.
SELECT CASE WHEN pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE')
            THEN (SELECT c.system_identifier::pg_catalog.text FROM pg_catalog.pg_control_system() c)
            ELSE '' END AS system_identifier,
       d.oid AS database_oid,
       d.datname AS database
  FROM pg_catalog.pg_database d
 WHERE d.datname = pg_catalog.current_database()
