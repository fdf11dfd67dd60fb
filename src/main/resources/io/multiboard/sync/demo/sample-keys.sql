-- What the sample's rows are held together by: keys, indexes, views, functions, triggers, rights.

SET ROLE catalogue_owner;

ALTER TABLE catalogue.category ADD PRIMARY KEY (id);
ALTER TABLE catalogue.component ADD PRIMARY KEY (id);
ALTER TABLE catalogue.part ADD PRIMARY KEY (id);
ALTER TABLE catalogue.attribute ADD PRIMARY KEY (id);
ALTER TABLE catalogue.part_attribute ADD PRIMARY KEY (part_id, attribute_id);
ALTER TABLE catalogue.price ADD PRIMARY KEY (part_id, valid);
ALTER TABLE sales.customer ADD PRIMARY KEY (id);
ALTER TABLE sales.orders ADD PRIMARY KEY (id, placed_at);
ALTER TABLE sales.order_line ADD PRIMARY KEY (order_id, position);
ALTER TABLE stock.place ADD PRIMARY KEY (id);
ALTER TABLE stock.movement ADD PRIMARY KEY (id);
ALTER TABLE audit.change ADD PRIMARY KEY (id);

ALTER TABLE catalogue.component ADD CONSTRAINT component_sku_key UNIQUE (sku);
ALTER TABLE catalogue.part ADD CONSTRAINT part_number_key UNIQUE (number);
ALTER TABLE catalogue.category ADD CONSTRAINT category_parent_fkey FOREIGN KEY (parent_id) REFERENCES catalogue.category DEFERRABLE;
ALTER TABLE catalogue.component ADD CONSTRAINT component_category_fkey FOREIGN KEY (category_id) REFERENCES catalogue.category;
ALTER TABLE catalogue.part ADD CONSTRAINT part_component_fkey FOREIGN KEY (component_id) REFERENCES catalogue.component ON DELETE CASCADE;
ALTER TABLE catalogue.part_attribute ADD CONSTRAINT part_attribute_part_fkey FOREIGN KEY (part_id) REFERENCES catalogue.part ON DELETE CASCADE;
ALTER TABLE catalogue.part_attribute ADD CONSTRAINT part_attribute_attribute_fkey FOREIGN KEY (attribute_id) REFERENCES catalogue.attribute;
ALTER TABLE catalogue.price ADD CONSTRAINT price_part_fkey FOREIGN KEY (part_id) REFERENCES catalogue.part ON DELETE CASCADE;
ALTER TABLE sales.orders ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer_id) REFERENCES sales.customer;
ALTER TABLE sales.order_line ADD CONSTRAINT order_line_part_fkey FOREIGN KEY (part_id) REFERENCES catalogue.part;
ALTER TABLE stock.movement ADD CONSTRAINT movement_place_fkey FOREIGN KEY (place_id) REFERENCES stock.place;

CREATE INDEX component_search ON catalogue.component USING gin (search);
CREATE INDEX component_name_like ON catalogue.component USING gin (name public.gin_trgm_ops);
CREATE INDEX component_on_sale ON catalogue.component (category_id, lower(name)) WHERE state = 'active';
CREATE INDEX part_component ON catalogue.part (component_id);
CREATE INDEX part_properties ON catalogue.part USING gin (properties jsonb_path_ops);
CREATE INDEX orders_customer ON sales.orders (customer_id);
CREATE INDEX movement_part ON stock.movement (part_id) INCLUDE (amount);
CREATE INDEX change_at ON audit.change USING brin (at);
CREATE STATISTICS stock.movement_place_part (dependencies) ON place_id, part_id FROM stock.movement;

CREATE FUNCTION catalogue.price_of(part bigint, day date DEFAULT CURRENT_DATE) RETURNS numeric
  LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT amount FROM catalogue.price WHERE part_id = part AND valid @> day $$;

CREATE FUNCTION catalogue.touch() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  NEW.changed_at := now();
  RETURN NEW;
END
$$;

CREATE FUNCTION audit.record() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
  AS $$
BEGIN
  INSERT INTO audit.change (what, before, after) VALUES (TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, to_jsonb(OLD), to_jsonb(NEW));
  RETURN NULL;
END
$$;

CREATE FUNCTION catalogue.longer(text, text) RETURNS text
  LANGUAGE sql IMMUTABLE
  AS $$ SELECT CASE WHEN length($1) >= length($2) THEN $1 ELSE $2 END $$;

CREATE AGGREGATE catalogue.longest(text) (SFUNC = catalogue.longer, STYPE = text, INITCOND = '');

CREATE PROCEDURE sales.ship(ordered bigint)
  LANGUAGE sql
  AS $$ UPDATE sales.orders SET state = 'shipped' WHERE id = ordered AND state = 'paid' $$;

CREATE TRIGGER component_touch BEFORE UPDATE ON catalogue.component FOR EACH ROW EXECUTE FUNCTION catalogue.touch();
CREATE TRIGGER part_touch BEFORE UPDATE ON catalogue.part FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION catalogue.touch();
CREATE TRIGGER part_record AFTER UPDATE OR DELETE ON catalogue.part FOR EACH ROW EXECUTE FUNCTION audit.record();

CREATE VIEW catalogue.on_sale WITH (security_barrier = true) AS
  SELECT part.id, component.sku, component.name, part.number, part.material, price.amount, price.currency
    FROM catalogue.component
    JOIN catalogue.part ON part.component_id = component.id
    JOIN catalogue.price ON price.part_id = part.id AND upper_inf(price.valid)
   WHERE component.state = 'active';

CREATE VIEW sales.order_total AS
  SELECT orders.id, orders.placed_at, customer.country, count(*) AS lines, sum(order_line.total) AS total
    FROM sales.orders
    JOIN sales.customer ON customer.id = orders.customer_id
    JOIN sales.order_line ON order_line.order_id = orders.id
   GROUP BY orders.id, orders.placed_at, customer.country;

CREATE MATERIALIZED VIEW sales.best_seller AS
  SELECT part_id, sum(quantity) AS sold, sum(total) AS turnover FROM sales.order_line GROUP BY part_id ORDER BY turnover DESC, part_id LIMIT 1000;
CREATE UNIQUE INDEX best_seller_part ON sales.best_seller (part_id);

CREATE RULE best_sellers_only_read AS ON DELETE TO catalogue.on_sale DO INSTEAD NOTHING;

ALTER TABLE sales.customer ENABLE ROW LEVEL SECURITY;
CREATE POLICY customer_of_the_application ON sales.customer TO catalogue_app USING (true) WITH CHECK (email <> '');
CREATE POLICY customer_without_notes ON sales.customer FOR SELECT TO catalogue_reader USING (note IS NULL);

GRANT USAGE ON SCHEMA catalogue, sales, stock TO catalogue_app, catalogue_reader;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA catalogue, sales, stock TO catalogue_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA catalogue, sales TO catalogue_app;
GRANT SELECT ON ALL TABLES IN SCHEMA catalogue TO catalogue_reader;
GRANT SELECT (id, name, country) ON sales.customer TO catalogue_reader;
REVOKE EXECUTE ON PROCEDURE sales.ship(bigint) FROM PUBLIC;
GRANT EXECUTE ON PROCEDURE sales.ship(bigint) TO catalogue_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA catalogue GRANT SELECT ON TABLES TO catalogue_reader;

COMMENT ON SCHEMA catalogue IS 'What we make';
COMMENT ON TABLE catalogue.component IS 'A thing that is sold; made of parts';
COMMENT ON COLUMN catalogue.part.usable IS 'Temperatures that it bears, in °C';
COMMENT ON COLUMN stock.movement.amount IS 'Pieces; negative when they leave';
COMMENT ON FUNCTION catalogue.price_of(bigint, date) IS 'The price of a part on a day; none outside its dates';
COMMENT ON TYPE catalogue.lifecycle IS 'From the drawing board to the archive';

RESET ROLE;

ANALYZE;
