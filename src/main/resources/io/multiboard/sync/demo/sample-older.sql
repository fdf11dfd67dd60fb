-- Turns the sample into an older state of itself: what staging holds before the day's sync.

SET ROLE catalogue_owner;

DROP VIEW catalogue.on_sale;
DROP MATERIALIZED VIEW sales.best_seller;
ALTER TABLE catalogue.component DROP COLUMN tags;
ALTER TABLE sales.customer DROP COLUMN reachable;
DROP TABLE stock.count_in_progress;
DELETE FROM sales.order_line WHERE order_id IN (SELECT id FROM sales.orders WHERE placed_at >= timestamptz '2025-01-01Z');
DELETE FROM sales.orders WHERE placed_at >= timestamptz '2025-01-01Z';
UPDATE catalogue.price SET amount = amount - 0.05;

RESET ROLE;

ANALYZE;
