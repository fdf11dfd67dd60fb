-- A small shop with one of each kind that an import treats in a way of its own.
CREATE SCHEMA shop;
COMMENT ON SCHEMA shop IS 'what is sold';
CREATE EXTENSION citext WITH SCHEMA public;
CREATE TYPE shop.state AS ENUM ('new', 'sold', 'gone');
CREATE DOMAIN shop.price AS numeric(12, 2) CHECK (VALUE >= 0);
CREATE FUNCTION shop.gross(net numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$ SELECT net * 1.2 $$;
CREATE FUNCTION shop.twice(n int) RETURNS int LANGUAGE sql IMMUTABLE BEGIN ATOMIC SELECT n; SELECT n * 2; END;
CREATE PROCEDURE shop.nothing() LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END;
CREATE TABLE shop.part (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  code public.citext UNIQUE,
  net shop.price,
  gross numeric GENERATED ALWAYS AS (net * 1.2) STORED,
  state shop.state DEFAULT 'new',
  gone int,
  words tsvector
);
ALTER TABLE shop.part DROP COLUMN gone;
COMMENT ON COLUMN shop.part.name IS 'as printed; on the box';
CREATE TABLE shop."order ""of"" part" (
  id serial PRIMARY KEY,
  part bigint NOT NULL REFERENCES shop.part,
  previous int REFERENCES shop."order ""of"" part",
  at timestamptz NOT NULL
);
CREATE TABLE shop.event (at date NOT NULL, part bigint REFERENCES shop.part, note text, PRIMARY KEY (at, part))
  PARTITION BY RANGE (at);
CREATE TABLE shop.event_2024 PARTITION OF shop.event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE shop.event_2025 PARTITION OF shop.event FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE INDEX event_note ON shop.event (lower(note));
CREATE TABLE shop.by_state (state shop.state NOT NULL, n int) PARTITION BY HASH (state);
CREATE TABLE shop.by_state_0 PARTITION OF shop.by_state FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE shop.by_state_1 PARTITION OF shop.by_state FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE shop.base (id int, v text);
CREATE TABLE shop.derived (extra int) INHERITS (shop.base);
CREATE TABLE shop.nothing ();
CREATE UNLOGGED TABLE shop.cache (k text PRIMARY KEY, v jsonb);
CREATE VIEW shop.cheap AS SELECT id, name FROM shop.part WHERE net < 10;
CREATE MATERIALIZED VIEW shop.totals AS SELECT part, count(*) AS n FROM shop.event GROUP BY part;
CREATE MATERIALIZED VIEW shop.totals_again AS SELECT * FROM shop.totals WHERE n > 0;
CREATE UNIQUE INDEX totals_part ON shop.totals (part);
COMMENT ON INDEX shop.totals_part IS 'one row a part';
CREATE FUNCTION shop.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.note := 'touched'; RETURN NEW; END $$;
CREATE INDEX part_words ON shop.part USING gin (words);
CREATE INDEX part_name ON shop.part (name DESC) WHERE state = 'new';
CREATE RULE keep AS ON DELETE TO shop.base DO INSTEAD NOTHING;
CREATE STATISTICS shop.part_stats ON name, state FROM shop.part;
INSERT INTO shop.part (name, code, net, state, words)
  SELECT 'part ' || n, 'C' || n, n % 50, (ARRAY['new', 'sold', 'gone'])[n % 3 + 1]::shop.state, to_tsvector('simple', 'part ' || n)
    FROM generate_series(1, 3000) n;
INSERT INTO shop."order ""of"" part" (part, previous, at)
  SELECT n, NULLIF(n - 1, 0), timestamptz '2024-01-01' + n * interval '1 hour' FROM generate_series(1, 2000) n;
INSERT INTO shop.event SELECT date '2024-01-01' + n % 700, n, E'a\tb\\\n' || n FROM generate_series(1, 2500) n;
INSERT INTO shop.by_state SELECT (ARRAY['new', 'sold', 'gone'])[n % 3 + 1]::shop.state, n FROM generate_series(1, 300) n;
INSERT INTO shop.base SELECT n, 'b' FROM generate_series(1, 10) n;
INSERT INTO shop.derived SELECT n, 'd', n FROM generate_series(1, 20) n;
INSERT INTO shop.nothing SELECT FROM generate_series(1, 5);
INSERT INTO shop.cache VALUES ('a', '{"b": [1, 2]}');
CREATE TRIGGER touch BEFORE INSERT ON shop.event FOR EACH ROW EXECUTE FUNCTION shop.touch();
ALTER TABLE shop.part ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON shop.part FOR SELECT TO import_reader USING (state <> 'gone');
CREATE POLICY all_of_them ON shop.part TO import_writer, import_reader USING (true) WITH CHECK (net > -1);
REFRESH MATERIALIZED VIEW shop.totals;
REFRESH MATERIALIZED VIEW shop.totals_again;
SELECT pg_catalog.lo_from_bytea(4711, decode(repeat('00ff41', 400000), 'hex'));
SELECT pg_catalog.lo_create(4712);
COMMENT ON LARGE OBJECT 4712 IS 'empty';
GRANT USAGE ON SCHEMA shop TO import_reader, import_writer;
GRANT SELECT ON ALL TABLES IN SCHEMA shop TO import_reader;
GRANT INSERT, SELECT ON shop.part TO import_writer WITH GRANT OPTION;
GRANT UPDATE (name) ON shop.part TO import_reader;
REVOKE EXECUTE ON FUNCTION shop.gross(numeric) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION shop.gross(numeric) TO import_reader;
SET ROLE import_writer;
GRANT SELECT ON shop.part TO import_other;
RESET ROLE;
ALTER TABLE shop.base OWNER TO import_other;
ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO import_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE import_writer REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
