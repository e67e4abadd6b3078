-- A gift is a kind of movement too. SQLite cannot change a CHECK; its documentation (lang_altertable, section 7) has the
-- schema's text edited for constraints that change nothing on the disk.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '(''grant'', ', '(''grant'', ''gift'', ')
    WHERE type = 'table' AND name = 'movement';
PRAGMA writable_schema = RESET;
