-- Who comes onto the blacklist by an opt-out link; see 1002 for how a CHECK is changed.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''stop'')', '''stop'', ''link'')')
    WHERE type = 'table' AND name = 'blacklist';
PRAGMA writable_schema = RESET;
