-- The set that the benchmarks copy: run by psql in an empty database with `-v gigabytes=1`.
-- Narrow rows, wide jsonb rows (some of them toasted), rows of the middle, 60 small tables, 9 indexes.
-- Values come from hashes of the row's number, so that every run makes the same bytes.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET synchronous_commit = off;

CREATE FUNCTION pg_temp.hash(n bigint, salt int) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN hashint8extended(n, salt) & 9223372036854775807;

CREATE TABLE prices (
    id bigint NOT NULL,
    part_id integer NOT NULL,
    supplier_id integer NOT NULL,
    quantity integer NOT NULL,
    price numeric(12, 4) NOT NULL,
    in_stock boolean NOT NULL,
    seen_at timestamp with time zone NOT NULL
);

INSERT INTO prices
SELECT n, pg_temp.hash(n, 1) % 200000, pg_temp.hash(n, 2) % 400, (ARRAY[1, 10, 100, 1000, 5000])[1 + n % 5],
       (pg_temp.hash(n, 3) % 10000000) / 10000.0, pg_temp.hash(n, 4) % 3 > 0,
       timestamptz '2026-01-01 00:00:00+00' + n * interval '250 milliseconds'
  FROM generate_series(1, (5600000 * :gigabytes)::bigint) AS n;

CREATE TABLE parts (
    id bigint NOT NULL,
    number text NOT NULL,
    attributes jsonb NOT NULL,
    description text,
    updated_at timestamp with time zone NOT NULL
);

-- About 1.2 kB a row; every 50th holds a long text of its own, beyond the page, compressed badly.
INSERT INTO parts
SELECT n, 'P-' || lpad(to_hex(pg_temp.hash(n, 5)), 16, '0'),
       jsonb_build_object(
           'manufacturer', 'maker ' || pg_temp.hash(n, 6) % 900,
           'package', (ARRAY['SOT-23', 'QFN-32', 'LQFP-100', '0402', 'BGA-256'])[1 + pg_temp.hash(n, 7) % 5],
           'lifecycle', (ARRAY['active', 'nrnd', 'obsolete'])[1 + pg_temp.hash(n, 8) % 3],
           'tags', (SELECT jsonb_agg(md5((n * 7 + k)::text)) FROM generate_series(1, 12) AS k),
           'limits', (SELECT jsonb_object_agg('parameter_' || k, pg_temp.hash(n, k) % 1000000 / 1000.0)
                        FROM generate_series(10, 25) AS k)),
       CASE WHEN n % 50 = 0
            THEN (SELECT string_agg(md5((n * 1000 + k)::text), ' ') FROM generate_series(1, 150) AS k)
            ELSE 'part ' || md5(n::text) END,
       timestamptz '2026-01-01 00:00:00+00' + n * interval '1 second'
  FROM generate_series(1, (335000 * :gigabytes)::bigint) AS n;

CREATE TABLE order_lines (
    id bigint NOT NULL,
    order_id bigint NOT NULL,
    part_number text NOT NULL,
    buyer uuid NOT NULL,
    note text,
    ordered_on date NOT NULL,
    total double precision NOT NULL
);

INSERT INTO order_lines
SELECT n, n / 4, 'P-' || lpad(to_hex(pg_temp.hash(pg_temp.hash(n, 9) % 335000, 5)), 16, '0'), md5((n / 40)::text)::uuid,
       CASE WHEN n % 3 = 0 THEN 'line ' || n || ' of the order, packed ' || md5(n::text) END,
       date '2020-01-01' + (n % 2200)::int, (pg_temp.hash(n, 10) % 100000000) / 997.0
  FROM generate_series(1, (2000000 * :gigabytes)::bigint) AS n;

SELECT format(
    'CREATE TABLE small_%1$s (code integer NOT NULL, label text, weight numeric(8, 3), valid_from date); '
    'INSERT INTO small_%1$s SELECT n, ''label '' || md5((n * %1$s)::text), n / 7.0, date ''2026-01-01'' + n '
    'FROM generate_series(1, %2$s) AS n', number, 200 + (number * 37) % 1500)
  FROM generate_series(1, 60) AS number \gexec

ALTER TABLE prices ADD CONSTRAINT prices_pkey PRIMARY KEY (id);
CREATE INDEX prices_part_id_idx ON prices (part_id);
CREATE INDEX prices_seen_at_idx ON prices (seen_at);
ALTER TABLE parts ADD CONSTRAINT parts_pkey PRIMARY KEY (id);
ALTER TABLE parts ADD CONSTRAINT parts_number_key UNIQUE (number);
CREATE INDEX parts_manufacturer_idx ON parts ((attributes ->> 'manufacturer'));
ALTER TABLE order_lines ADD CONSTRAINT order_lines_pkey PRIMARY KEY (id);
CREATE INDEX order_lines_order_id_idx ON order_lines (order_id);
CREATE INDEX order_lines_ordered_on_idx ON order_lines (ordered_on);

VACUUM (ANALYZE);
SELECT relname, pg_size_pretty(pg_table_size(oid)) AS data, pg_size_pretty(pg_indexes_size(oid)) AS indexes
  FROM pg_class WHERE relname IN ('prices', 'parts', 'order_lines');
SELECT pg_size_pretty(sum(pg_table_size(oid))) AS data, pg_size_pretty(pg_database_size(current_database())) AS database
  FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace;
