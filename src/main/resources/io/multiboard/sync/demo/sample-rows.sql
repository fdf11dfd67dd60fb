-- The rows of the sample: the same ones for the same number of components, on every server and at every time.
-- The number of components is the session's setting multiboard.components; all else follows from it. Numbers that
-- look random are products with primes; words come from short lists.

SET ROLE catalogue_owner;

INSERT INTO catalogue.category (parent_id, name, position)
SELECT CASE WHEN n <= 6 THEN NULL ELSE (n - 7) / 6 + 1 END,
       (ARRAY['Tiles', 'Snaps', 'Bolts', 'Bins', 'Hooks', 'Rails'])[(n - 1) % 6 + 1] || CASE WHEN n <= 6 THEN '' ELSE ', series ' || n / 6 END,
       n
  FROM generate_series(1, 42) AS n;

INSERT INTO catalogue.attribute (name, unit)
VALUES ('Load', 'N'), ('Length', 'mm'), ('Hole spacing', 'mm'), ('Print time', 'min'), ('Finish', NULL), ('Thread', NULL), ('Layer height', 'mm'),
       ('Infill', '%');

INSERT INTO catalogue.component (sku, category_id, name, description, state, size, tags, changed_at)
SELECT (ARRAY['MB', 'SN', 'BT', 'BN'])[n % 4 + 1] || '-' || lpad(n::text, 7, '0'),
       n * 7 % 42 + 1,
       (ARRAY['Corner', 'Core', 'Side', 'Thin', 'Double', 'Angled', 'Locking', 'Magnetic'])[n * 5 % 8 + 1] || ' '
         || (ARRAY['tile', 'snap', 'bolt', 'bin', 'hook', 'rail', 'shelf', 'bracket', 'tray'])[n * 11 % 9 + 1] || ' ' || n % 97,
       'A ' || (ARRAY['sturdy', 'light', 'stackable', 'quiet', 'slim'])[n * 3 % 5 + 1] || ' piece for ' ||
         (ARRAY['workshops', 'kitchens', 'offices', 'garages', 'craft rooms', 'server racks'])[n * 13 % 6 + 1]
         || '. Fits boards of ' || n % 12 + 2 || ' × ' || n % 9 + 2 || ' cells, takes ' || n * 17 % 240 + 10 || ' N at the outer edge and '
         || (ARRAY['clicks in without tools', 'is held by two snaps', 'is fastened with a medium thread', 'hangs from any rail'])[n % 4 + 1]
         || '. Print it ' || (ARRAY['flat', 'upright', 'on its side'])[n % 3 + 1] || ', without supports. Reference ' || md5(n::text) || '.',
       (ARRAY['active', 'active', 'active', 'draft', 'discontinued'])[n % 5 + 1]::catalogue.lifecycle,
       (n % 40 * 12.5 + 25, n % 9 * 12.5 + 6.5, n % 3 * 6.5 + 6.5)::catalogue.dimensions,
       CASE n % 3 WHEN 0 THEN '{}' WHEN 1 THEN ARRAY['new'] ELSE ARRAY['best seller', 'row ' || n % 100] END,
       timestamptz '2025-01-01Z' + n * 77 % 31536000 * interval '1 second'
  FROM generate_series(1, current_setting('multiboard.components')::bigint) AS n;

INSERT INTO catalogue.part (component_id, number, material, colour, weight_grams, usable, properties, thumbnail, changed_at)
SELECT (n - 1) / 6 + 1,
       'P' || lpad(n::text, 9, '0'),
       (enum_range(NULL::catalogue.material))[n % 6 + 1],
       '#' || substr(md5((n % 64)::text), 1, 6),
       n * 31 % 900000 / 1000.0 + 0.25,
       CASE WHEN n % 7 > 0 THEN catalogue.temperature_range(-(n % 40)::numeric, n % 90 + 10) END,
       jsonb_build_object(
         'layers', n % 180 + 20, 'nozzle', 0.4, 'infill', n % 5 * 5 + 10, 'profile', md5((n % 1000)::text), 'batch', md5(n::text) || md5((n + 1)::text),
         'holes', jsonb_build_array(n % 12, n % 7, n % 5), 'made', jsonb_build_object('site', (ARRAY['Leeds', 'Gdańsk', '大阪', 'Łódź'])[n % 4 + 1],
         'machine', 'M' || n % 60, 'minutes', n * 13 % 600, 'notes', repeat('checked ', (n % 9)::int)), 'recyclable', n % 3 > 0),
       CASE WHEN n % 50 = 0 THEN decode(repeat(md5(n::text), 96), 'hex') END,
       timestamptz '2025-02-01Z' + n * 41 % 20000000 * interval '1 second'
  FROM generate_series(1, 6 * current_setting('multiboard.components')::bigint) AS n;

INSERT INTO catalogue.part_attribute
SELECT n, a, (ARRAY['matt', 'gloss', 'brushed', 'raw'])[(n + a) % 4 + 1] || ' ' || n * a % 1000, CASE WHEN a % 4 > 0 THEN n * a % 10007 / 7.0 END
  FROM generate_series(1, 6 * current_setting('multiboard.components')::bigint) AS n, generate_series(1, 4) AS a;

INSERT INTO catalogue.price
SELECT n, daterange(make_date(2022 + y, 1, 1), CASE WHEN y < 2 THEN make_date(2023 + y, 1, 1) END), 'EUR', n * 19 % 40000 / 100.0 + y + 0.05
  FROM generate_series(1, 6 * current_setting('multiboard.components')::bigint) AS n, generate_series(1, 2) AS y;

INSERT INTO sales.customer (name, email, country, reachable, note)
SELECT (ARRAY['Ada', 'Björn', 'Chloé', 'Dmitri', 'Emine', 'Faruk', 'Grace', 'Håkon'])[n % 8 + 1] || ' '
         || (ARRAY['Novák', 'Smith', 'García', 'Ōta', 'Jansen', 'O''Neill', 'Kowalska'])[n % 7 + 1] || ' ' || n,
       'customer' || n || '@example.com', (ARRAY['CZ', 'DE', 'PL', 'SE', 'GB', 'JP'])[n % 6 + 1],
       CASE WHEN n % 4 > 0 THEN '192.0.2.0'::inet + n % 250 END,
       CASE WHEN n % 11 = 0 THEN E'Prefers\tmornings,\nrings twice; path C:\\boxes' END
  FROM generate_series(1, current_setting('multiboard.components')::bigint / 5 + 10) AS n;

INSERT INTO sales.orders
SELECT n, n * 37 % (current_setting('multiboard.components')::bigint / 5 + 10) + 1,
       timestamptz '2023-03-01Z' + n * 1299709 % 112320000 * interval '1 second', (enum_range(NULL::sales.order_state))[n * 3 % 4 + 1], 100000 + 10 * n,
       CASE WHEN n % 6 = 0 THEN jsonb_build_object('gift', n % 12 = 0, 'text', 'Order ' || n || ', for the "' || n % 31 || '" board') END
  FROM generate_series(1, 8 * current_setting('multiboard.components')::bigint) AS n;

INSERT INTO sales.order_line (order_id, position, part_id, quantity, price)
SELECT n, p, n * p * 23 % (6 * current_setting('multiboard.components')::bigint) + 1, n * p % 12 + 1, n * p % 4000 / 100.0 + 0.99
  FROM generate_series(1, 8 * current_setting('multiboard.components')::bigint) AS n, generate_series(1, 3) AS p;

INSERT INTO stock.place ("Name", position)
SELECT 'Aisle ' || n / 10 || ', shelf ' || n % 10, point(n / 10, n % 10 * 0.5) FROM generate_series(1, 200) AS n;

INSERT INTO stock.movement
SELECT n, n * 7907 % (6 * current_setting('multiboard.components')::bigint) + 1, n % 200 + 1, n * 13 % 100 - 40,
       timestamptz '2024-01-01Z' + n * 11 * interval '1 second'
  FROM generate_series(1, 60 * current_setting('multiboard.components')::bigint) AS n;

INSERT INTO stock.count_in_progress
SELECT n % 200 + 1, n, n % 50 FROM generate_series(1, 500) AS n;

INSERT INTO audit.change (at, who, what, before, after)
SELECT timestamptz '2025-03-01Z' + n * interval '3 second', 'catalogue_app', 'catalogue.part',
       CASE WHEN n % 5 > 0 THEN jsonb_build_object('id', n, 'weight_grams', n % 900 + 1, 'colour', '#' || substr(md5(n::text), 1, 6), 'trace', md5(n::text) || md5((2 * n)::text)) END,
       jsonb_build_object('id', n, 'weight_grams', n % 901 + 1, 'colour', '#' || substr(md5((n + 1)::text), 1, 6), 'reviewed', n % 2 = 0,
         'why', 'Weighed again on scale ' || n % 8 || ' after ' || n % 400 || ' prints', 'trace', md5((3 * n)::text) || md5((5 * n)::text) || md5((7 * n)::text))
  FROM generate_series(1, 6 * current_setting('multiboard.components')::bigint) AS n;

SELECT setval('sales.invoice_number', 100000 + 10 * (SELECT count(*) FROM sales.orders));
SELECT lo_from_bytea((910000 + n)::oid, convert_to('Assembly sheet ' || n || E'\n' || repeat('Press until it clicks. ', 200), 'UTF8')) FROM generate_series(1, 3) AS n;

RESET ROLE;
