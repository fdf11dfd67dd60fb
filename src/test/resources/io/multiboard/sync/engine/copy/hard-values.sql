-- Values that travel badly, of every built-in type that has them.
CREATE TABLE numbers (
    id int PRIMARY KEY, small smallint, big bigint, exact numeric, rounded numeric(12, 3), single real, twice double precision, cash money, yes boolean);
INSERT INTO numbers VALUES
    (1, -32768, -9223372036854775808, 'NaN', 0, 'NaN', 'NaN', '-92233720368547758.08', true),
    (2, 32767, 9223372036854775807, 1e-200, -0.001, 'Infinity', '-Infinity', '92233720368547758.07', false),
    (3, 0, 0, repeat('9', 1000)::numeric, 999999999.999, 1e-38, 1.7976931348623157e308, 0, NULL),
    (4, NULL, NULL, NULL, NULL, '-0', 5e-324, NULL, NULL);
CREATE TABLE texts (id int PRIMARY KEY, plain text, fixed char(5), short varchar(10), tiny "char", word name, raw bytea);
INSERT INTO texts VALUES
    (1, '', '', '', '', '', ''),
    (2, NULL, NULL, NULL, NULL, NULL, NULL),
    (3, '\.', '\.', '\N', '\', 'a"b', '\x00ff5c2e0a'),
    (4, E'\t\n\r\b\f\v\\', E'\t', E'\\N', 'x', '$$', decode(repeat('00', 100), 'hex')),
    (5, E'\u0001\U0001F600 \u00e9 "'' --', 'ü', '末', NULL, '末', '\x'),
    (6, repeat(E'\\.\n', 5000), NULL, NULL, NULL, NULL, NULL);
CREATE TABLE times (
    id int PRIMARY KEY, day date, moment timestamp, instant timestamptz, hour time, zoned timetz, span interval);
INSERT INTO times VALUES
    (1, 'infinity', 'infinity', 'infinity', '24:00:00', '00:00:00+14', '178000000 years'),
    (2, '-infinity', '-infinity', '-infinity', '00:00:00', '23:59:59.999999-12:30', '-1 year 13 days -00:00:00.000001'),
    (3, '4713-01-01 BC', '4713-01-01 00:00:00 BC', '294276-12-31 23:59:59.999999+00', NULL, NULL, '0'),
    (4, '5874897-12-31', '2000-01-01', '2000-01-01 00:00:00+05:30', '12:00:00.000001', '12:00:00+00', NULL);
CREATE TABLE others (
    id int PRIMARY KEY, tree json, binary_tree jsonb, way jsonpath, document xml, address inet, net cidr, card macaddr, long_card macaddr8,
    bits bit(9), more_bits bit varying, one uuid, words tsvector, wanted tsquery, place point, ring polygon, disc circle, edge line,
    part lseg, frame box, route path, at_lsn pg_lsn);
INSERT INTO others VALUES
    (1, '{"a" : [1, null, "\u00e9"]}', '{"b": {"c": [1.50, "\\"]}}', '$.a[*] ? (@ > 1)', '<a b="c">&amp;</a>', '::1/64', '10.0.0.0/8',
     '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05', B'101010101', B'', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', $$'it''s':1A 'tab	s'$$,
     $$'a' & !('b' | 'c':*)$$, '(1e300,-0)', '((0,0),(1,1),(2,0))', '<(0,0),1e-10>', '{1,-1,0}', '[(0,0),(1,1)]', '(1,1),(0,0)', '[(0,0),(1,1)]',
     '16/B374D848'),
    (2, NULL, 'null', NULL, NULL, '192.168.0.1', NULL, NULL, NULL, NULL, B'1', NULL, '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE TABLE structures (
    id int PRIMARY KEY, grid int[], deep text[][][], moved int[], days daterange, amounts numrange[], many int8multirange, none int[]);
INSERT INTO structures VALUES
    (1, '{{1,2},{3,NULL}}', '{{{"a,b","\"q\""},{"\\.","NULL"}},{{NULL,""},{"{}"," "}}}', '[-1:1]={7,8,9}', '[2026-01-01,)', '{"[1.5,2)",empty}',
     '{[1,3),[5,8)}', '{}'),
    (2, NULL, NULL, NULL, 'empty', NULL, '{}', NULL);
CREATE TYPE mood AS ENUM ('sad', 'it''s "fine"', 'a,b');
CREATE TYPE pair AS (left_part int, right_part text);
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE TABLE of_the_user (id positive PRIMARY KEY, feeling mood, both_parts pair);
INSERT INTO of_the_user VALUES (1, 'it''s "fine"', '(1,"a ""b"", c")'), (2, NULL, NULL), (3, 'a,b', '(,)');
CREATE TABLE nothing ();
INSERT INTO nothing SELECT FROM generate_series(1, 7);
CREATE TABLE empty_one (id int, word text);
CREATE TABLE gaps (a int, dropped text, b text, made int GENERATED ALWAYS AS (a * 2) STORED, number bigint GENERATED ALWAYS AS IDENTITY);
INSERT INTO gaps (a, dropped, b) SELECT n, 'gone', 'kept ' || n FROM generate_series(1, 100) n;
ALTER TABLE gaps DROP COLUMN dropped;
CREATE TABLE wide (id int, value text, raw bytea);
INSERT INTO wide VALUES (1, repeat('0123456789', 3000000), NULL), (2, 'small', decode(repeat('00ff', 2500000), 'hex')), (3, repeat('ä', 2100000), '\x01');
