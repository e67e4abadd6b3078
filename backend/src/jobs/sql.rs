//! Statements on `job`.

use crate::db::statements;

statements! {
    INSERT => ("INSERT INTO job (id, account_id, kind, subject_id, status, due_at, done, total, cursor, payload,
        lease_until, created_at) VALUES ($1, $2, $3, $4, 'queued', $5, 0, $6, '', $7, 0, $8)");
    SHOW => ("SELECT id, account_id, kind, subject_id, status, done, total, cursor, payload, result, created_at, undo_until
        FROM job WHERE id = $1 AND account_id = $2");
    LOCK => ("SELECT id, account_id, kind, subject_id, status, done, total, cursor, payload, result, created_at, undo_until
        FROM job WHERE id = $1 AND account_id = $2" for_update);
    /// A job whose time has come and that nobody works on: a launch, or any other. A launch of a disabled account waits.
    DUE => ("SELECT id FROM job WHERE status IN ('queued', 'running') AND due_at <= $1 AND lease_until <= $1
        AND (kind = 'launch') = $2 AND NOT ($2 AND EXISTS
            (SELECT 1 FROM account a WHERE a.id = job.account_id AND a.disabled_at IS NOT NULL))
        ORDER BY due_at, id LIMIT 1" skip_locked);
    LEASE => ("UPDATE job SET status = 'running', lease_until = $2 WHERE id = $1 AND status IN ('queued', 'running')
        RETURNING id, account_id, kind, subject_id, status, done, total, cursor, payload, result, created_at, undo_until");
    /// Whether a job still stands where a slice of it began: its lease may have ended, and another node gone on.
    STANDS => ("SELECT id FROM job WHERE id = $1 AND cursor = $2 AND status = 'running'" for_update);
    /// Moves a job on, in the transaction of its slice; no row when it was cancelled meanwhile.
    ADVANCE => ("UPDATE job SET cursor = $2, done = $3, total = $4, lease_until = $5
        WHERE id = $1 AND status = 'running'");
    FINISH => ("UPDATE job SET status = $2, done = $3, total = $4, result = $5, lease_until = 0
        WHERE id = $1 AND status = 'running'");
    RELEASE => ("UPDATE job SET lease_until = $2, due_at = $2 WHERE id = $1 AND status = 'running'");
    VOID_LEASES => ("UPDATE job SET lease_until = 0 WHERE status = 'running'");
    CANCEL => ("UPDATE job SET status = 'cancelled' WHERE kind = $1 AND subject_id = $2 AND status IN ('queued', 'running')");
    /// The last launch of a campaign, called off and due once more, where it stood.
    REOPEN => ("UPDATE job SET status = 'queued', due_at = $2, lease_until = 0 WHERE status = 'cancelled'
        AND id = (SELECT MAX(id) FROM job WHERE kind = 'launch' AND subject_id = $1)");
    /// Of the kinds that stop between two slices and leave nothing half done.
    STOP => ("UPDATE job SET status = 'cancelled', lease_until = 0 WHERE id = $1 AND account_id = $2
        AND kind IN ('selection', 'duplicates') AND status IN ('queued', 'running')");
    /// Of an import that has written nothing.
    DROP => ("UPDATE job SET status = 'cancelled', lease_until = 0 WHERE id = $1 AND status IN ('queued', 'running')");
    /// Changes what a job is to do next: the slice that is under way finds another cursor, and writes nothing.
    TURN_BACK => ("UPDATE job SET cursor = $2, lease_until = 0, due_at = $3 WHERE id = $1 AND status IN ('queued', 'running')");
    /// Once the job has ended: what it deleted can be brought back until then.
    OFFER_UNDO => ("UPDATE job SET undo_until = $2 WHERE id = $1
        AND EXISTS (SELECT 1 FROM deleted_contact d WHERE d.job_id = job.id)");
    TAKE_UNDO => ("UPDATE job SET undo_until = NULL WHERE id = $1 AND account_id = $2 AND undo_until > $3 RETURNING kind");
    UNDO_OVER => ("SELECT id FROM job WHERE undo_until IS NOT NULL AND undo_until <= $1 AND kind <> 'import'
        ORDER BY undo_until LIMIT 1");
    UNDO_OF_IMPORT_OVER => ("SELECT id FROM job WHERE undo_until IS NOT NULL AND undo_until <= $1 AND kind = 'import'
        ORDER BY undo_until LIMIT 1");
    SET_UNDO => ("UPDATE job SET undo_until = $2 WHERE id = $1");
    END_UNDO => ("UPDATE job SET undo_until = NULL WHERE id = $1");
}

/// A job as its row stands.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct JobRow {
    pub id: i64,
    pub account_id: i64,
    pub kind: String,
    pub subject_id: i64,
    pub status: String,
    pub done: i64,
    pub total: i64,
    pub cursor: String,
    pub payload: String,
    pub result: Option<String>,
    pub created_at: i64,
    pub undo_until: Option<i64>,
}
