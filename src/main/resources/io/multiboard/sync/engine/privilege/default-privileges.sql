-- The default privileges that roles have set, a row a privilege, each beside what is built in.
SELECT pg_catalog.pg_get_userbyid(d.defaclrole) AS role,
       coalesce(n.nspname, '') AS schema,
       d.defaclobjtype AS kind,
       coalesce(item.built_in, false) AS built_in,
       CASE WHEN item.grantee = 0 THEN '' ELSE pg_catalog.pg_get_userbyid(item.grantee) END AS grantee,
       item.privilege_type AS privilege,
       item.is_grantable AS grantable,
       pg_catalog.pg_get_userbyid(item.grantor) AS grantor
  FROM pg_catalog.pg_default_acl d
       LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace
       LEFT JOIN LATERAL (
         SELECT false AS built_in, a.* FROM pg_catalog.aclexplode(d.defaclacl) a
         UNION ALL
         SELECT true, a.*
           FROM pg_catalog.aclexplode(pg_catalog.acldefault(
                  CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END, d.defaclrole)) a
          WHERE d.defaclnamespace = 0
       ) item ON true
 ORDER BY 1, 2, 3, 5, 6
