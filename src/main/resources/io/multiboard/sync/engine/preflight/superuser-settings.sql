-- Of the settings of a database, those that the session's role may not set.
SELECT DISTINCT pg_catalog.split_part(item.text, '=', 1) AS name
  FROM pg_catalog.pg_db_role_setting s
       CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) AS item (text)
       JOIN pg_catalog.pg_settings p ON p.name = pg_catalog.lower(pg_catalog.split_part(item.text, '=', 1))
       JOIN pg_catalog.pg_roles r ON r.rolname = session_user
 WHERE s.setdatabase = ?
   AND p.context IN ('superuser', 'superuser-backend')
   AND NOT r.rolsuper
   AND NOT pg_catalog.has_parameter_privilege(p.name, 'SET') -- from 15
 ORDER BY 1
