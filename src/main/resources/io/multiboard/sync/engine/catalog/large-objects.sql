-- The large objects; their name is their OID.
SELECT l.oid,
       l.oid::pg_catalog.text AS name,
       NULL AS schema,
       pg_catalog.pg_get_userbyid(l.lomowner) AS owner,
       l.lomacl::pg_catalog.text[] AS acl,
       pg_catalog.acldefault('L', l.lomowner)::pg_catalog.text[] AS default_acl
  FROM pg_catalog.pg_largeobject_metadata l
 ORDER BY l.oid
