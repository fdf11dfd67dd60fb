-- The settings of a database, and of roles in it.
SELECT coalesce(r.rolname, '') AS role,
       pg_catalog.split_part(item.text, '=', 1) AS name,
       pg_catalog.substr(item.text, pg_catalog.strpos(item.text, '=') + 1) AS value
  FROM pg_catalog.pg_db_role_setting s
       CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) WITH ORDINALITY AS item (text, place)
       LEFT JOIN pg_catalog.pg_roles r ON r.oid = s.setrole
 WHERE s.setdatabase = ?
 ORDER BY 1, item.place
