-- Whose turn it is among the orders of an account is worked out from those that wait (lib/enforce/turn.ts), not kept.
DROP INDEX order_delivery_follows_idx;
ALTER TABLE order_delivery DROP COLUMN follows;
