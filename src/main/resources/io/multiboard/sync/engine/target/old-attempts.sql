-- Ends the sessions of a run's earlier attempts: those whose application name is a given text and a smaller number.
SELECT pg_catalog.pg_terminate_backend(a.pid)
  FROM pg_catalog.pg_stat_activity a,
       (SELECT ?::pg_catalog.text AS prefix, ?::pg_catalog.int4 AS attempt) own
 WHERE a.usename = session_user
   AND a.pid <> pg_catalog.pg_backend_pid()
   AND pg_catalog.starts_with(a.application_name, own.prefix)
   AND CASE WHEN pg_catalog.substr(a.application_name, pg_catalog.length(own.prefix) + 1) ~ '^[0-9]{1,9}$'
            THEN pg_catalog.substr(a.application_name, pg_catalog.length(own.prefix) + 1)::pg_catalog.int4 < own.attempt
            ELSE false
       END
