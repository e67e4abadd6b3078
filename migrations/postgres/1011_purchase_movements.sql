-- Purchases and their refunds are kinds of movement too.
ALTER TABLE movement DROP CONSTRAINT movement_kind_check;
ALTER TABLE movement ADD CONSTRAINT movement_kind_check
    CHECK (kind IN ('grant', 'gift', 'transfer', 'sending', 'refund', 'purchase', 'purchase_refund'));
