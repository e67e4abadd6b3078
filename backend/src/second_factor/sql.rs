//! Statements on `second_factor` and `recovery_code`.

use crate::db::statements;

statements! {
    SHOW => ("SELECT enabled_at, (SELECT COUNT(*) FROM recovery_code r WHERE r.account_id = f.account_id AND r.used_at IS NULL)
        FROM second_factor f WHERE f.account_id = $1 AND f.enabled_at IS NOT NULL");
    /// A new secret takes the place of one that was never confirmed; no row when a second factor is on.
    SET_UP => ("INSERT INTO second_factor (account_id, secret, enabled_at, last_step) VALUES ($1, $2, NULL, 0)
        ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, last_step = 0
        WHERE second_factor.enabled_at IS NULL");
    SECRET => ("SELECT f.secret, f.enabled_at, a.public_id FROM second_factor f JOIN account a ON a.id = f.account_id
        WHERE f.account_id = $1");
    ENABLE => ("UPDATE second_factor SET enabled_at = $2, last_step = $3
        WHERE account_id = $1 AND enabled_at IS NULL AND secret = $4");
    /// Takes a code's time step; no row when that one or a later one was taken before.
    TAKE_STEP => ("UPDATE second_factor SET last_step = $2
        WHERE account_id = $1 AND last_step < $2 AND enabled_at IS NOT NULL");
    REMOVE => ("DELETE FROM second_factor WHERE account_id = $1 AND enabled_at IS NOT NULL");
    RECOVERY_HASH => ("SELECT hash FROM recovery_code WHERE account_id = $1 AND letter = $2 AND used_at IS NULL");
    USE_RECOVERY => ("UPDATE recovery_code SET used_at = $3
        WHERE account_id = $1 AND letter = $2 AND hash = $4 AND used_at IS NULL");
    DROP_RECOVERY => ("DELETE FROM recovery_code WHERE account_id = $1");
    ADD_RECOVERY => ("INSERT INTO recovery_code (account_id, letter, hash) VALUES ($1, $2, $3)");
}
