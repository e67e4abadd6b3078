-- Groups count themselves: whoever writes members, the count is right. A deletion that cascades fires these, too.
CREATE TRIGGER group_member_in AFTER INSERT ON group_member BEGIN
    UPDATE contact_group SET contacts = contacts + 1 WHERE id = NEW.group_id;
END;
CREATE TRIGGER group_member_out AFTER DELETE ON group_member BEGIN
    UPDATE contact_group SET contacts = contacts - 1 WHERE id = OLD.group_id;
END;

-- More kinds of jobs; see 1002 for how a CHECK is changed.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '(''import'', ', '(''import'', ''selection'', ''restoration'', ''duplicates'', ')
    WHERE type = 'table' AND name = 'job';
PRAGMA writable_schema = RESET;
