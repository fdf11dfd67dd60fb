-- A database by its name.
SELECT d.oid::pg_catalog.int8 AS oid,
       d.datname AS name,
       pg_catalog.pg_get_userbyid(d.datdba) AS owner,
       pg_catalog.pg_encoding_to_char(d.encoding) AS encoding,
       'c' AS provider, -- before 15
       d.datlocprovider AS provider, -- from 15
       d.datcollate AS collate,
       d.datctype AS character_type,
       NULL AS locale, -- before 15
       d.daticulocale AS locale, -- from 15 before 17
       d.datlocale AS locale, -- from 17
       NULL AS rules, -- before 16
       d.daticurules AS rules, -- from 16
       t.spcname AS tablespace,
       d.datconnlimit AS connection_limit,
       d.datistemplate AS template,
       coalesce(pg_catalog.shobj_description(d.oid, 'pg_database'), '') AS comment
  FROM pg_catalog.pg_database d
       JOIN pg_catalog.pg_tablespace t ON t.oid = d.dattablespace
 WHERE d.datname = ?
