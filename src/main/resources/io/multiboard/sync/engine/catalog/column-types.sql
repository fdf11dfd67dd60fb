-- Every type, with what it is made of: a domain's base, an array's elements, a range's bounds, the
-- columns of a composite type. For the choice between COPY as text and as binary.
SELECT t.oid,
       t.typtype AS kind,
       t.typreceive <> 0 AND t.typsend <> 0 AS has_binary,
       t.oid < 16384 AND t.typname ~ '^reg' AS holds_oids,
       t.oid >= 16384 AS user_defined,
       t.typcategory = 'A' AND t.typelem <> 0 AS array,
       CASE WHEN t.typtype = 'd' THEN ARRAY[t.typbasetype]
            WHEN t.typelem <> 0 AND t.typcategory = 'A' THEN ARRAY[t.typelem]
            WHEN t.typtype = 'c' THEN ARRAY(SELECT a.atttypid
                                              FROM pg_catalog.pg_attribute a
                                             WHERE a.attrelid = t.typrelid
                                               AND a.attnum > 0
                                               AND NOT a.attisdropped)
            ELSE ARRAY(SELECT r.rngsubtype FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid) -- before 14
            ELSE ARRAY(SELECT r.rngsubtype FROM pg_catalog.pg_range r WHERE t.oid IN (r.rngtypid, r.rngmultitypid)) -- from 14
        END AS parts
  FROM pg_catalog.pg_type t
 WHERE t.oid IN (SELECT a.atttypid FROM pg_catalog.pg_attribute a WHERE a.attnum > 0)
    OR t.typtype IN ('d', 'c')
    OR t.oid IN (SELECT u.typelem FROM pg_catalog.pg_type u)
    OR t.oid IN (SELECT r.rngsubtype FROM pg_catalog.pg_range r)
    OR t.oid IN (SELECT u.typbasetype FROM pg_catalog.pg_type u)
