//! Statements on `allowance`.

use crate::db::statements;

statements! {
    /// One more use; no row when the hour's are used up.
    TAKE => ("INSERT INTO allowance (subject, used, began_at) VALUES ($1, 1, $2)
        ON CONFLICT (subject) DO UPDATE SET used = CASE WHEN allowance.began_at <= $3 THEN 1 ELSE allowance.used + 1 END,
            began_at = CASE WHEN allowance.began_at <= $3 THEN excluded.began_at ELSE allowance.began_at END
        WHERE allowance.began_at <= $3 OR allowance.used < $4 RETURNING used");
    GIVE_BACK => ("UPDATE allowance SET used = used - 1 WHERE subject = $1 AND used > 0");
    USED_UP => ("SELECT used FROM allowance WHERE subject = $1 AND began_at > $2 AND used >= $3");
    BEGAN_AT => ("SELECT began_at FROM allowance WHERE subject = $1");
    FORGET => ("DELETE FROM allowance WHERE began_at < $1");
}
