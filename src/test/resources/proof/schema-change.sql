-- Two tables that every transaction leaves alike, and what else may change under a reader.
CREATE TYPE state AS ENUM ('new');
CREATE TABLE one (id integer, state state);
CREATE TABLE two (id integer, state state);
INSERT INTO one SELECT i, 'new' FROM generate_series(1, 500) i;
INSERT INTO two SELECT i, 'new' FROM generate_series(1, 500) i;
CREATE SEQUENCE swapped;
-- Runs in the session of whoever reads the view that takes the sequence's name.
CREATE FUNCTION canary() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  RAISE LOG 'the canary sings for %', current_setting('application_name');
  RETURN 1;
END
$$;
