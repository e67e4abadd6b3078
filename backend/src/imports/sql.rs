//! Statements of imports.

use openapi::imports::ImportColumn;

use crate::db::statements;

statements! {
    INSERT => ("INSERT INTO import (id, account_id, file_name, format, sheet, sheets, separator, encoding, has_header,
        start_at, skipped, rows, columns, sample, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)");
    SHOW => ("SELECT id, file_name, format, sheet, sheets, separator, encoding, has_header, start_at, skipped, rows, columns,
        sample, job_id, imported_at FROM import WHERE id = $1 AND account_id = $2");
    LOCK => ("SELECT id, file_name, format, sheet, sheets, separator, encoding, has_header, start_at, skipped, rows, columns,
        sample, job_id, imported_at FROM import WHERE id = $1 AND account_id = $2" for_update);
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
    /// Of these numbers, those that the run had not met before.
    MEET => ("INSERT INTO import_number (job_id, number) SELECT CAST($2 AS BIGINT), v.number
        FROM " [number BIGINT] " WHERE true ON CONFLICT (job_id, number) DO NOTHING RETURNING number");
    /// The oldest contact comes first.
    KNOWN => ("SELECT id, mobile, country, last_name, first_name, email, company, fields, created_at, updated_at,
            0 AS blacklisted, line
        FROM contact WHERE mobile IN " ids " AND account_id = $2 ORDER BY id" for_update);
    ADD => ("INSERT INTO contact (id, account_id, mobile, country, last_name, first_name, email, company, fields, search,
            last_key, first_key, email_key, company_key, created_at, updated_at, line)
        SELECT v.new_id, CAST($15 AS BIGINT), v.number, v.region, v.last_name, v.first_name, v.email, v.company, v.fields,
            v.search, v.last_key, v.first_key, v.email_key, v.company_key, CAST($16 AS BIGINT), CAST($16 AS BIGINT), v.line
        FROM " [new_id BIGINT, number BIGINT, region TEXT, line TEXT, last_name TEXT, first_name TEXT, email TEXT, company TEXT,
            fields TEXT, search TEXT, last_key TEXT, first_key TEXT, email_key TEXT, company_key TEXT] " WHERE true");
    CHANGE => ("UPDATE contact SET last_name = v.new_last, first_name = v.new_first, email = v.new_email,
            company = v.new_company, fields = v.new_fields, search = v.new_search,
            last_key = v.new_last_key, first_key = v.new_first_key, email_key = v.new_email_key,
            company_key = v.new_company_key, updated_at = $12
        FROM " [contact_id BIGINT, new_last TEXT, new_first TEXT, new_email TEXT, new_company TEXT, new_fields TEXT,
            new_search TEXT, new_last_key TEXT, new_first_key TEXT, new_email_key TEXT, new_company_key TEXT] "
        WHERE contact.id = v.contact_id");
    REFUSE => ("INSERT INTO import_refused (job_id, row_number, reason, cells)
        SELECT CAST($4 AS BIGINT), v.place, v.why, v.cells FROM " [place BIGINT, why TEXT, cells TEXT] " WHERE true");

    /// Contacts of the account's own, as this slice has found or made them.
    JOIN => ("INSERT INTO group_member (group_id, contact_id) SELECT CAST($2 AS BIGINT), v.contact_id
        FROM " [contact_id BIGINT] " WHERE true ON CONFLICT (group_id, contact_id) DO NOTHING");

    // behind the last row: a range at a time, which needs no join
    FORGET_NUMBERS => ("DELETE FROM import_number WHERE job_id = $1 AND number <= (SELECT MAX(f.number) FROM (
        SELECT number FROM import_number WHERE job_id = $1 ORDER BY number LIMIT $2) AS f)");
    FORGET_REFUSED => ("DELETE FROM import_refused WHERE job_id = $1 AND row_number <= (SELECT MAX(f.row_number) FROM (
        SELECT row_number FROM import_refused WHERE job_id = $1 ORDER BY row_number LIMIT $2) AS f)");
}

/// An import as its row stands.
#[derive(Debug, sqlx::FromRow)]
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
