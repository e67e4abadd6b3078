-- A campaign can go to recipients of another one, by what became of them; see 1002 for how a CHECK is changed.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''contact'', ''group'')', '''contact'', ''group'', ''failed'', ''unreached'', ''silent'')')
    WHERE type = 'table' AND name = 'campaign_source';
PRAGMA writable_schema = RESET;
