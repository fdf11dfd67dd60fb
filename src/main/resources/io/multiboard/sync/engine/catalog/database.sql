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
       pg_catalog.current_setting('server_version') AS server_version
  FROM pg_catalog.pg_database d
       JOIN pg_catalog.pg_tablespace t ON t.oid = d.dattablespace
 WHERE d.datname = pg_catalog.current_database()
