-- Objects of the kinds that have no record, outside of extensions and of PostgreSQL's own, less those that
-- come with another object, as the casts of a range type do.
WITH found (class, oid, kind, namespace, name) AS (
  SELECT 'pg_catalog.pg_language'::pg_catalog.regclass, l.oid, 'PROCEDURAL LANGUAGE', 0::pg_catalog.oid, l.lanname::pg_catalog.text
    FROM pg_catalog.pg_language l
   WHERE l.lanispl
  UNION ALL
  SELECT 'pg_catalog.pg_am'::pg_catalog.regclass, a.oid, 'ACCESS METHOD', 0, a.amname
    FROM pg_catalog.pg_am a
  UNION ALL
  SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, t.oid, 'TYPE', t.typnamespace, t.typname
    FROM pg_catalog.pg_type t
         LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND e.typarray = t.oid
   WHERE (t.typtype = 'b' AND e.oid IS NULL)
      OR (t.typtype = 'p' AND NOT t.typisdefined)
  UNION ALL
  SELECT 'pg_catalog.pg_conversion'::pg_catalog.regclass, c.oid, 'CONVERSION', c.connamespace, c.conname
    FROM pg_catalog.pg_conversion c
  UNION ALL
  SELECT 'pg_catalog.pg_cast'::pg_catalog.regclass, c.oid, 'CAST', 0,
         pg_catalog.format('(%s AS %s)', pg_catalog.format_type(c.castsource, NULL), pg_catalog.format_type(c.casttarget, NULL))
    FROM pg_catalog.pg_cast c
  UNION ALL
  SELECT 'pg_catalog.pg_transform'::pg_catalog.regclass, f.oid, 'TRANSFORM', 0,
         pg_catalog.format('FOR %s LANGUAGE %s', pg_catalog.format_type(f.trftype, NULL), l.lanname)
    FROM pg_catalog.pg_transform f
         JOIN pg_catalog.pg_language l ON l.oid = f.trflang
  UNION ALL
  SELECT 'pg_catalog.pg_operator'::pg_catalog.regclass, o.oid, 'OPERATOR', o.oprnamespace, o.oprname
    FROM pg_catalog.pg_operator o
  UNION ALL
  SELECT 'pg_catalog.pg_opclass'::pg_catalog.regclass, o.oid, 'OPERATOR CLASS', o.opcnamespace, o.opcname
    FROM pg_catalog.pg_opclass o
  UNION ALL
  SELECT 'pg_catalog.pg_opfamily'::pg_catalog.regclass, o.oid, 'OPERATOR FAMILY', o.opfnamespace, o.opfname
    FROM pg_catalog.pg_opfamily o
  UNION ALL
  SELECT 'pg_catalog.pg_ts_parser'::pg_catalog.regclass, s.oid, 'TEXT SEARCH PARSER', s.prsnamespace, s.prsname
    FROM pg_catalog.pg_ts_parser s
  UNION ALL
  SELECT 'pg_catalog.pg_ts_template'::pg_catalog.regclass, s.oid, 'TEXT SEARCH TEMPLATE', s.tmplnamespace, s.tmplname
    FROM pg_catalog.pg_ts_template s
  UNION ALL
  SELECT 'pg_catalog.pg_ts_dict'::pg_catalog.regclass, s.oid, 'TEXT SEARCH DICTIONARY', s.dictnamespace, s.dictname
    FROM pg_catalog.pg_ts_dict s
  UNION ALL
  SELECT 'pg_catalog.pg_ts_config'::pg_catalog.regclass, s.oid, 'TEXT SEARCH CONFIGURATION', s.cfgnamespace, s.cfgname
    FROM pg_catalog.pg_ts_config s
  UNION ALL
  SELECT 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass, w.oid, 'FOREIGN DATA WRAPPER', 0, w.fdwname
    FROM pg_catalog.pg_foreign_data_wrapper w
  UNION ALL
  SELECT 'pg_catalog.pg_foreign_server'::pg_catalog.regclass, s.oid, 'SERVER', 0, s.srvname
    FROM pg_catalog.pg_foreign_server s
  UNION ALL
  SELECT 'pg_catalog.pg_user_mapping'::pg_catalog.regclass, u.umid, 'USER MAPPING', 0,
         pg_catalog.format('%s SERVER %s', u.usename, u.srvname)
    FROM pg_catalog.pg_user_mappings u
  UNION ALL
  SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, c.oid, 'FOREIGN TABLE', c.relnamespace, c.relname
    FROM pg_catalog.pg_class c
   WHERE c.relkind = 'f'
  UNION ALL
  SELECT 'pg_catalog.pg_publication'::pg_catalog.regclass, p.oid, 'PUBLICATION', 0, p.pubname
    FROM pg_catalog.pg_publication p
  UNION ALL
  SELECT 'pg_catalog.pg_subscription'::pg_catalog.regclass, s.oid, 'SUBSCRIPTION', 0, s.subname
    FROM pg_catalog.pg_subscription s
         JOIN pg_catalog.pg_database b ON b.oid = s.subdbid
   WHERE b.datname = pg_catalog.current_database()
  UNION ALL
  SELECT 'pg_catalog.pg_event_trigger'::pg_catalog.regclass, t.oid, 'EVENT TRIGGER', 0, t.evtname
    FROM pg_catalog.pg_event_trigger t
  UNION ALL
  SELECT s.classoid::pg_catalog.regclass, s.objoid, 'SECURITY LABEL', 0,
         pg_catalog.format('%s ON %s', s.provider, pg_catalog.pg_describe_object(s.classoid, s.objoid, s.objsubid))
    FROM pg_catalog.pg_seclabel s
  UNION ALL
  SELECT s.classoid::pg_catalog.regclass, s.objoid, 'SECURITY LABEL', 0,
         pg_catalog.format('%s ON database %s', s.provider, b.datname)
    FROM pg_catalog.pg_shseclabel s
         JOIN pg_catalog.pg_database b ON b.oid = s.objoid AND b.datname = pg_catalog.current_database()
   WHERE s.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass)
-- A label's class and OID are those of the object that bears it
SELECT CASE WHEN f.kind <> 'SECURITY LABEL' THEN f.class::pg_catalog.oid END AS class,
       f.oid,
       f.kind,
       n.nspname AS schema,
       f.name
  FROM found f
       LEFT JOIN pg_catalog.pg_namespace n ON n.oid = f.namespace
 WHERE (f.oid >= 16384 OR f.kind = 'SECURITY LABEL')
   AND (n.nspname IS NULL OR (n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'))
   AND NOT EXISTS (
       SELECT FROM pg_catalog.pg_depend m WHERE m.classid = f.class AND m.objid = f.oid AND m.deptype IN ('e', 'i'))
 ORDER BY f.kind, n.nspname, f.name
