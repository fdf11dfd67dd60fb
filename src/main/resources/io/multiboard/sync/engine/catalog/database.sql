-- The database of the session.
SELECT d.oid,
       d.datname AS name,
       NULL AS schema,
       pg_catalog.pg_get_userbyid(d.datdba) AS owner,
       d.datacl::pg_catalog.text[] AS acl,
       pg_catalog.acldefault('d', d.datdba)::pg_catalog.text[] AS default_acl,
       pg_catalog.pg_encoding_to_char(d.encoding) AS encoding,
       'c' AS locale_provider, -- before 15
       d.datlocprovider AS locale_provider, -- from 15
       d.datcollate AS collate,
       d.datctype AS character_type,
       NULL AS locale, -- before 15
       d.daticulocale AS locale, -- from 15 before 17
       d.datlocale AS locale, -- from 17
       NULL AS icu_rules, -- before 16
       d.daticurules AS icu_rules, -- from 16
       t.spcname AS tablespace,
       pg_catalog.current_setting('server_version_num')::pg_catalog.int4 AS server_number,
       pg_catalog.current_setting('server_version') AS server_version,
       d.datconnlimit AS connection_limit,
       d.datistemplate AS template,
       ARRAY(SELECT u.setting
               FROM pg_catalog.pg_db_role_setting s
                    CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) WITH ORDINALITY AS u (setting, number)
              WHERE s.setdatabase = d.oid AND s.setrole = 0
              ORDER BY u.number) AS settings,
       r.roles AS setting_roles,
       r.settings AS role_settings
  FROM pg_catalog.pg_database d
       JOIN pg_catalog.pg_tablespace t ON t.oid = d.dattablespace
       CROSS JOIN LATERAL (
         SELECT pg_catalog.array_agg(a.rolname::pg_catalog.text ORDER BY a.rolname, u.number) AS roles,
                pg_catalog.array_agg(u.setting ORDER BY a.rolname, u.number) AS settings
           FROM pg_catalog.pg_db_role_setting s
                JOIN pg_catalog.pg_roles a ON a.oid = s.setrole
                CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) WITH ORDINALITY AS u (setting, number)
          WHERE s.setdatabase = d.oid) r
 WHERE d.datname = pg_catalog.current_database()
