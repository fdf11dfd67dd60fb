-- The roles that the session's role can act as.
SELECT r.rolname
  FROM pg_catalog.pg_roles r
 WHERE pg_catalog.pg_has_role(session_user, r.oid, 'MEMBER') -- before 16
 WHERE pg_catalog.pg_has_role(session_user, r.oid, 'SET') -- from 16
