-- What is copied where faults happen: a little of everything that is loaded in a way of its own.
CREATE SCHEMA scene;
CREATE TYPE scene.state AS ENUM ('new', 'used', 'it''s "gone"');
CREATE SEQUENCE scene.numbers;
CREATE TABLE scene.parts (id integer PRIMARY KEY, name text NOT NULL, state scene.state, price numeric(10, 2), attributes jsonb, made timestamptz);
CREATE TABLE scene.orders (id bigint, part integer REFERENCES scene.parts, day date NOT NULL, note text) PARTITION BY RANGE (day);
CREATE TABLE scene.orders_old PARTITION OF scene.orders FOR VALUES FROM (MINVALUE) TO ('2024-06-01');
CREATE TABLE scene.orders_new PARTITION OF scene.orders FOR VALUES FROM ('2024-06-01') TO (MAXVALUE);
CREATE TABLE scene.nothing (id integer);
-- Of two relations, because older servers qualify the columns of one and newer ones do not.
CREATE VIEW scene.cheap AS SELECT p.id, p.name FROM scene.parts p LEFT JOIN scene.nothing o ON o.id = p.id WHERE p.price < 10;
CREATE MATERIALIZED VIEW scene.by_state AS SELECT p.state, count(*) AS n FROM scene.parts p LEFT JOIN scene.nothing o ON o.id = p.id GROUP BY p.state WITH NO DATA;
CREATE FUNCTION scene.twice(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
CREATE INDEX ON scene.parts (name);
CREATE INDEX ON scene.parts USING gin (attributes);
CREATE INDEX ON scene.orders (day, part);
CREATE FUNCTION pg_temp.fill(rows integer, seed text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO scene.parts SELECT i, seed || ' part ' || i, (enum_range(NULL::scene.state))[1 + i % 3], i % 1000 / 7.0, jsonb_build_object('size', i % 90, 'seed', seed), '2024-01-01Z'::timestamptz + i * interval '1 second' FROM generate_series(1, rows) i;
  INSERT INTO scene.orders SELECT i, 1 + i % rows, '2024-01-01'::date + i % 365, repeat(md5(seed || i), 3) FROM generate_series(1, rows * 2) i;
  REFRESH MATERIALIZED VIEW scene.by_state;
  PERFORM setval('scene.numbers', rows);
  PERFORM lo_from_bytea(77001, convert_to(seed || ' large object', 'UTF8'));
END
$$;
