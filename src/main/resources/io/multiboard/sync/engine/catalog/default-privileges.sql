-- What new objects of a role get, everywhere (schema NULL) or in a schema. In a schema they add to what
-- holds everywhere, so the built-in default there is nothing.
SELECT d.oid,
       d.defaclobjtype AS name,
       n.nspname AS schema,
       pg_catalog.pg_get_userbyid(d.defaclrole) AS owner,
       d.defaclacl::pg_catalog.text[] AS acl,
       CASE WHEN d.defaclnamespace <> 0 THEN '{}'
            ELSE pg_catalog.acldefault(
                   CASE WHEN d.defaclobjtype = 'S' THEN 's' ELSE d.defaclobjtype END, d.defaclrole)
       END::pg_catalog.text[] AS default_acl,
       d.defaclobjtype AS kind
  FROM pg_catalog.pg_default_acl d
       LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace
 WHERE n.nspname IS NULL
    OR (n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')
