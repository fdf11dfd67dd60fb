-- Extensions that can be created on the server, and whether any role may that can create in the database.
SELECT e.name,
       coalesce(v.trusted, false) AS trusted
  FROM pg_catalog.pg_available_extensions e
       LEFT JOIN pg_catalog.pg_available_extension_versions v
         ON v.name = e.name AND v.version = e.default_version
