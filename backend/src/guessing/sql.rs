//! Statements on `guess`.

use crate::db::statements;

statements! {
    /// One more try; no row while the subject must wait.
    COUNT => ("INSERT INTO guess (subject, failures, blocked_until, last_at) VALUES ($1, 1, 0, $2)
        ON CONFLICT (subject) DO UPDATE SET last_at = excluded.last_at,
            failures = CASE WHEN guess.last_at < $3 THEN 1 ELSE guess.failures + 1 END
        WHERE guess.blocked_until <= excluded.last_at RETURNING failures");
    BLOCKED_UNTIL => ("SELECT blocked_until FROM guess WHERE subject = $1");
    BLOCK => ("UPDATE guess SET blocked_until = $2 WHERE subject = $1");
    UNCOUNT => ("UPDATE guess SET failures = failures - 1, blocked_until = 0 WHERE subject = $1 AND failures > 0");
    CLEAR => ("DELETE FROM guess WHERE subject = $1");
    FORGET => ("DELETE FROM guess WHERE last_at < $1");
}
