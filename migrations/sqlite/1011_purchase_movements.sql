-- Purchases and their refunds are kinds of movement too; see 1002 for how a CHECK is changed.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''sending'', ''refund'')', '''sending'', ''refund'', ''purchase'', ''purchase_refund'')')
    WHERE type = 'table' AND name = 'movement';
PRAGMA writable_schema = RESET;
