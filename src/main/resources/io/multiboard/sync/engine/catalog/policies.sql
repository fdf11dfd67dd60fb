-- Policies of row security.
SELECT p.oid,
       p.polname AS name,
       n.nspname AS schema,
       pg_catalog.pg_get_userbyid(c.relowner) AS owner,
       p.polrelid AS relation,
       c.relname AS relation_name,
       p.polcmd AS command,
       p.polpermissive AS permissive,
       CASE WHEN p.polroles <> '{0}'
            THEN ARRAY(SELECT r.rolname FROM pg_catalog.pg_roles r WHERE r.oid = ANY (p.polroles))
        END AS roles,
       pg_catalog.pg_get_expr(p.polqual, p.polrelid) AS using,
       pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) AS with_check
  FROM pg_catalog.pg_policy p
       JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
       JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind IN ('r', 'p')
   AND n.nspname !~ '^pg_'
   AND n.nspname <> 'information_schema'
