-- The set of the benchmarks: narrow rows, wide jsonb rows, middling rows of text, 60 small tables, 9 indexes.
-- psql's variable `scale`: 1 makes about a gigabyte of tables, 10 makes ten. Numbers and words look random, so that they
-- compress as real ones do, and are the same each time.

CREATE FUNCTION random_of(bigint) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT hashint8extended($1, 7) & 4611686018427387903 $$;

CREATE TABLE reading (id bigint NOT NULL, device integer NOT NULL, at timestamptz NOT NULL, amount double precision NOT NULL);
INSERT INTO reading
SELECT n, random_of(n) % 50000, timestamptz '2024-01-01Z' + (n * 3000 + random_of(n + 1) % 3000) * interval '1 millisecond',
       (random_of(n + 2) % 100000000) / 1000.0
  FROM generate_series(1, 6000000 * :scale::bigint) AS n;

CREATE TABLE document (id bigint NOT NULL, kind text NOT NULL, body jsonb NOT NULL);
WITH vocabulary AS MATERIALIZED (
  SELECT array_agg(substr(md5(n::text), 1, 2 + n % 9)) AS words FROM generate_series(1, 2000) AS n)
INSERT INTO document
SELECT n, (ARRAY['invoice', 'offer', 'letter', 'note'])[random_of(n) % 4 + 1],
       jsonb_build_object('number', n, 'customer', md5((random_of(n) % 9973)::text), 'paid', random_of(n + 1) % 3 = 0,
         'lines', jsonb_build_array(
           jsonb_build_object('part', md5(n::text), 'amount', random_of(n + 3) % 90, 'price', random_of(n + 4) % 99700 / 100.0),
           jsonb_build_object('part', md5((n + 2)::text), 'amount', random_of(n + 5) % 70, 'price', random_of(n + 6) % 99100 / 100.0),
           jsonb_build_object('part', md5((n + 4)::text), 'amount', random_of(n + 7) % 50, 'price', random_of(n + 8) % 98300 / 100.0)),
         'text', (SELECT string_agg(words[random_of(n * 101 + word) % 2000 + 1], ' ') FROM generate_series(1, 100) AS word))
  FROM vocabulary, generate_series(1, 380000 * :scale::bigint) AS n;

CREATE TABLE person (id bigint NOT NULL, name text NOT NULL, email text NOT NULL, street text NOT NULL, city text NOT NULL, born date, note text);
INSERT INTO person
SELECT n, 'Person ' || substr(md5(n::text), 1, 12), 'person' || random_of(n) % 100000000 || '@example.com',
       'Street of ' || substr(md5((random_of(n) % 5000)::text), 1, 9) || ' ' || n % 99, 'City ' || substr(md5((random_of(n + 1) % 3000)::text), 1, 8),
       date '1940-01-01' + (random_of(n + 2) % 25000)::integer, CASE WHEN n % 3 = 0 THEN 'note ' || md5((n + 5)::text) END
  FROM generate_series(1, 1000000 * :scale::bigint) AS n;

SELECT format('CREATE TABLE small_%s (id integer, name text, amount numeric)', n),
       format('INSERT INTO small_%1$s SELECT n, ''row '' || n, n * %1$s / 3.0 FROM generate_series(1, 2000) AS n', n)
  FROM generate_series(1, 60) AS n
\gexec

ALTER TABLE reading ADD PRIMARY KEY (id);
ALTER TABLE document ADD PRIMARY KEY (id);
ALTER TABLE person ADD PRIMARY KEY (id);
CREATE INDEX reading_device ON reading (device, at);
CREATE INDEX reading_at ON reading (at);
CREATE INDEX document_kind ON document (kind, id);
CREATE INDEX document_customer ON document ((body ->> 'customer'));
CREATE INDEX person_email ON person (lower(email));
CREATE INDEX person_city ON person (city, born);
DROP FUNCTION random_of(bigint);
VACUUM ANALYZE;
