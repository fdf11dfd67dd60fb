-- How many large objects the role of the session cannot read. pg_read_all_data does not reach them,
-- and has_largeobject_privilege() is there from PostgreSQL 18 on only.
SELECT pg_catalog.count(*)
  FROM pg_catalog.pg_largeobject_metadata m
 WHERE NOT pg_catalog.current_setting('lo_compat_privileges')::pg_catalog.bool
   AND NOT EXISTS (SELECT
                     FROM pg_catalog.aclexplode(COALESCE(m.lomacl, pg_catalog.acldefault('L', m.lomowner))) a
                    WHERE a.privilege_type = 'SELECT'
                      AND (a.grantee = 0 OR pg_catalog.pg_has_role(a.grantee, 'USAGE')))
   AND NOT (SELECT r.rolsuper FROM pg_catalog.pg_roles r WHERE r.rolname = CURRENT_USER)
