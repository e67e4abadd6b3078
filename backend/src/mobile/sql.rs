//! Statements on `mobile_code` and `mobile_gift`, and on an account's mobile.

use crate::db::statements;

statements! {
    CERTIFIED => ("SELECT id FROM account WHERE id = $1 AND mobile = $2 AND mobile_certified_at IS NOT NULL");
    /// The newest code counts.
    PUT_CODE => ("INSERT INTO mobile_code (account_id, number, hash, message_id, tries, expires_at) VALUES ($1, $2, $3, $4, 0, $5)
        ON CONFLICT (account_id) DO UPDATE SET number = excluded.number, hash = excluded.hash,
            message_id = excluded.message_id, tries = 0, expires_at = excluded.expires_at");
    /// Counts a try before it is judged; no row when there is no code that works.
    TRY => ("UPDATE mobile_code SET tries = tries + 1 WHERE account_id = $1 AND tries < $2 AND expires_at > $3
        RETURNING number, hash, message_id");
    STANDING => ("SELECT tries FROM mobile_code WHERE account_id = $1 AND expires_at > $2");
    /// A code is good once.
    USE_CODE => ("DELETE FROM mobile_code WHERE account_id = $1 AND hash = $2");
    CERTIFY => ("UPDATE account SET mobile = $2, mobile_certified_at = $3 WHERE id = $1");
    /// Once an account, once a number.
    GIVE => ("INSERT INTO mobile_gift (number, account_id, movement_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING");
    /// The text of a code's message, once it has left: nobody needs it any more.
    BLANK => ("UPDATE message SET text = '' WHERE id = $1 AND status > 0");
    /// The text of the code that a new one replaces.
    BLANK_OLD => ("UPDATE message SET text = '' WHERE status > 0 AND id IN (
        SELECT message_id FROM mobile_code WHERE account_id = $1)");
    BLANK_EXPIRED => ("UPDATE message SET text = '' WHERE status > 0 AND id IN (
        SELECT message_id FROM mobile_code WHERE expires_at < $1)");
    FORGET => ("DELETE FROM mobile_code WHERE expires_at < $1 AND NOT EXISTS (
        SELECT 1 FROM message m WHERE m.id = mobile_code.message_id AND m.status = 0)");
}
