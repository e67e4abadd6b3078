-- Movements that come from a purchase, or take one back.
ALTER TABLE movement ADD COLUMN purchase_id BIGINT;
CREATE INDEX movement_purchase ON movement (purchase_id) WHERE purchase_id IS NOT NULL;
