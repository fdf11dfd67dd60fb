-- The privileges on a database that are in force.
SELECT CASE WHEN item.grantee = 0 THEN '' ELSE pg_catalog.pg_get_userbyid(item.grantee) END AS grantee,
       item.privilege_type AS privilege,
       item.is_grantable AS grantable,
       pg_catalog.pg_get_userbyid(item.grantor) AS grantor
  FROM pg_catalog.pg_database d,
       pg_catalog.aclexplode(coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) item
 WHERE d.oid = ?
 ORDER BY 1, 2
