//! Statements of imports.

use openapi::imports::ImportColumn;

use crate::db::{Bulk, bulk::bulk, statements};

pub(crate) const ADD: Bulk = bulk!(contact: id, mobile, country, line, typed, consent_source,
    consent_at, last_name, first_name, email, company, fields, search, last_key,
    first_key, email_key, company_key, account_id, created_at, updated_at,
    import_id);

/// Contacts of the account's own, as this slice has made them.
pub(crate) const JOIN_NEW: Bulk = bulk!(group_member: contact_id, group_id);

statements! {
    INSERT => ("INSERT INTO import (id, account_id, file_name, format, sheet, sheets, separator, encoding, has_header,
        start_at, skipped, rows, columns, sample, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)");
    SHOW => ("SELECT id, file_name, format, sheet, sheets, separator, encoding, has_header, start_at, skipped, rows, columns,
        sample, job_id, imported_at FROM import WHERE id = $1 AND account_id = $2");
    LOCK => ("SELECT id, file_name, format, sheet, sheets, separator, encoding, has_header, start_at, skipped, rows, columns,
        sample, job_id, imported_at FROM import WHERE id = $1 AND account_id = $2" for_update);
    /// With their latest runs.
    LIST => ("SELECT i.id, i.file_name, i.rows, i.created_at, i.job_id FROM import i
        WHERE i.account_id = $1 AND i.id < $2 ORDER BY i.id DESC LIMIT $3");
    RUNS => ("SELECT id, account_id, kind, subject_id, status, done, total, cursor, payload, result, created_at, undo_until
        FROM job WHERE id IN " ids " AND account_id = $2");
    /// The restorations of runs; a job comes after what it undoes.
    UNDOS => ("SELECT id, account_id, kind, subject_id, status, done, total, cursor, payload, result, created_at, undo_until
        FROM job WHERE account_id = $2 AND id > $3 AND kind = 'restoration' AND subject_id IN " ids);
    OPEN_JOBS => ("SELECT COUNT(*) FROM import i JOIN job j ON j.id = i.job_id
        WHERE i.id = $1 AND j.status IN ('queued', 'running')");
    SET_JOB => ("UPDATE import SET job_id = $2 WHERE id = $1");
    IMPORTED => ("UPDATE import SET imported_at = $2 WHERE id = $1");
    REFUSED => ("SELECT row_number, reason, cells FROM import_refused WHERE job_id = $1 AND row_number > $2
        ORDER BY row_number LIMIT $3");

    // mappings
    RECALL => ("SELECT mapping FROM import_mapping WHERE account_id = $1 AND header_hash = $2");
    REMEMBER => ("INSERT INTO import_mapping (account_id, header_hash, mapping, used_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (account_id, header_hash) DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at");
    /// All but the latest.
    FORGET_MAPPINGS => ("DELETE FROM import_mapping WHERE account_id = $1 AND header_hash NOT IN (
        SELECT header_hash FROM import_mapping WHERE account_id = $1 ORDER BY used_at DESC, header_hash LIMIT $2)");

    // a slice of a run
    MAKE_TURN => ("INSERT INTO import_turn (account_id) VALUES ($1) ON CONFLICT (account_id) DO NOTHING");
    /// Waits for another run of the account to commit its slice.
    TAKE_TURN => ("SELECT account_id FROM import_turn WHERE account_id = $1" for_update);
    /// A contact that the run has not made, among the ids behind `$2`.
    OTHERS => ("SELECT id FROM contact WHERE account_id = $1 AND id > $2 AND import_id IS DISTINCT FROM $3 LIMIT 1");
    /// The oldest contact comes first.
    KNOWN => ("SELECT id, mobile, country, last_name, first_name, email, company, fields, created_at, updated_at,
            0 AS blacklisted, line, consent_source, consent_at, typed
        FROM contact WHERE mobile IN " ids " AND account_id = $2 ORDER BY id" for_update);
    CHANGE => ("UPDATE contact SET consent_source = v.new_source, consent_at = v.new_consent_at, last_name = v.new_last,
            first_name = v.new_first, email = v.new_email, company = v.new_company, fields = v.new_fields,
            search = v.new_search, last_key = v.new_last_key, first_key = v.new_first_key, email_key = v.new_email_key,
            company_key = v.new_company_key, updated_at = $14
        FROM " [contact_id BIGINT, new_source TEXT, new_consent_at BIGINT, new_last TEXT, new_first TEXT, new_email TEXT,
            new_company TEXT, new_fields TEXT, new_search TEXT, new_last_key TEXT, new_first_key TEXT, new_email_key TEXT,
            new_company_key TEXT] "
        WHERE contact.id = v.contact_id");
    REFUSE => ("INSERT INTO import_refused (job_id, row_number, reason, cells)
        SELECT CAST($4 AS BIGINT), v.place, v.why, v.cells FROM " [place BIGINT, why TEXT, cells TEXT] " WHERE true");
    TELL => ("INSERT INTO import_slice (job_id, last_row, row_before, start_at, outcomes) VALUES ($1, $2, $3, $4, $5)");
    /// As this slice has found them; answers who was not in it.
    JOIN => ("INSERT INTO group_member (group_id, contact_id) SELECT CAST($2 AS BIGINT), v.contact_id
        FROM " [contact_id BIGINT] " WHERE true ON CONFLICT (group_id, contact_id) DO NOTHING RETURNING contact_id");

    // dry runs that can be looked into
    LATEST_DRY_RUN => ("SELECT j.id, j.payload FROM job j WHERE j.account_id = $1 AND j.id > $2 AND j.subject_id = $2
        AND j.kind = 'import' AND EXISTS (SELECT 1 FROM import_slice s WHERE s.job_id = j.id) ORDER BY j.id DESC LIMIT 1");
    SLICES => ("SELECT last_row, row_before, start_at, outcomes FROM import_slice WHERE job_id = $1 AND last_row > $2
        ORDER BY last_row LIMIT $3");

    // forgetting, a range at a time, which needs no join
    /// A run of the import before `$3` that has left refused rows.
    RUN_WITH_REFUSED => ("SELECT j.id FROM job j WHERE j.account_id = $1 AND j.id > $2 AND j.id < $3 AND j.subject_id = $2
        AND j.kind = 'import' AND EXISTS (SELECT 1 FROM import_refused r WHERE r.job_id = j.id) LIMIT 1");
    RUN_WITH_SLICES => ("SELECT j.id FROM job j WHERE j.account_id = $1 AND j.id > $2 AND j.id < $3 AND j.subject_id = $2
        AND j.kind = 'import' AND EXISTS (SELECT 1 FROM import_slice s WHERE s.job_id = j.id) LIMIT 1");
    FORGET_REFUSED => ("DELETE FROM import_refused WHERE job_id = $1 AND row_number <= (SELECT MAX(f.row_number) FROM (
        SELECT row_number FROM import_refused WHERE job_id = $1 ORDER BY row_number LIMIT $2) AS f)");
    FORGET_SLICES => ("DELETE FROM import_slice WHERE job_id = $1 AND last_row <= (SELECT MAX(f.last_row) FROM (
        SELECT last_row FROM import_slice WHERE job_id = $1 ORDER BY last_row LIMIT $2) AS f)");
    /// One that nobody needs any more: it ran, or was never run, and nothing of it can be undone.
    OLD => ("SELECT i.id, i.account_id FROM import i LEFT JOIN job j ON j.id = i.job_id
        WHERE i.id < $1 AND (j.id IS NULL OR (j.status NOT IN ('queued', 'running') AND j.undo_until IS NULL))
        ORDER BY i.id LIMIT 1");
    FORGET => ("DELETE FROM import WHERE id = $1");
}

/// An import as its row stands.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ImportRow {
    pub id: i64,
    pub file_name: String,
    pub format: String,
    pub sheet: Option<String>,
    pub sheets: String,
    pub separator: String,
    pub encoding: String,
    pub has_header: bool,
    pub start_at: i64,
    pub skipped: i64,
    pub rows: i64,
    pub columns: String,
    pub sample: String,
    pub job_id: Option<i64>,
    pub imported_at: Option<i64>,
}

impl ImportRow {
    pub fn columns(&self) -> Vec<ImportColumn> {
        serde_json::from_str(&self.columns).unwrap_or_default()
    }
}
