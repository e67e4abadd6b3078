//! Statements on `account`.

use crate::db::statements;

statements! {
    INSERT => ("INSERT INTO account (id, public_id, email, password_hash, locale, time_zone, country, confirmed, balance,
        virtual_time, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, $9)");
    SHOW => ("SELECT a.public_id, a.email, a.confirmed, a.pending_email, a.locale, a.time_zone, a.country, a.balance, a.mobile,
            a.mobile_certified_at, a.mobile_waived, a.credit_alert, a.notice_mail,
            a.resume_when_credited, a.billing_name, a.billing_company, a.billing_address,
            a.billing_postal_code, a.billing_city, a.billing_country, a.billing_vat_number, a.operator,
            (f.enabled_at IS NOT NULL) AS second_factor
        FROM account a LEFT JOIN second_factor f ON f.account_id = a.id WHERE a.id = $1");
    PUBLIC_ID => ("SELECT public_id FROM account WHERE id = $1");
    FIND => ("SELECT id FROM account WHERE public_id = $1");
    /// What running and programmed campaigns still need: the price of what is not yet claimed. Before all rows are in, at least
    /// what it was estimated to cost.
    COMMITTED => ("SELECT CAST(COALESCE(SUM(CASE WHEN planned > due AND (status IN ('programmed', 'launching') OR held IS NOT NULL) THEN planned
            ELSE due END), 0) AS BIGINT) FROM campaign
        WHERE account_id = $1 AND status IN ('programmed', 'launching', 'running', 'paused', 'asleep', 'no_credit')
            AND NOT test");
    CHANGE => ("UPDATE account SET locale = COALESCE($2, locale), time_zone = COALESCE($3, time_zone),
            country = COALESCE($4, country), credit_alert = COALESCE($5, credit_alert),
            billing_name = COALESCE($6, billing_name), billing_company = COALESCE($7, billing_company),
            billing_address = COALESCE($8, billing_address), billing_postal_code = COALESCE($9, billing_postal_code),
            billing_city = COALESCE($10, billing_city), billing_country = COALESCE($11, billing_country),
            billing_vat_number = COALESCE($12, billing_vat_number), pending_email = COALESCE($13, pending_email),
            notice_mail = COALESCE($14, notice_mail), resume_when_credited = COALESCE($15, resume_when_credited)
        WHERE id = $1");
    /// Confirms the address that a link was sent to, unless it has been changed since.
    CONFIRM => ("UPDATE account SET confirmed = TRUE WHERE id = $1 AND email = $2 RETURNING public_id");
    /// The new address takes the old one's place, unless another one was asked for since.
    SWAP_EMAIL => ("UPDATE account SET email = $2, pending_email = NULL, confirmed = TRUE
        WHERE id = $1 AND pending_email = $2 RETURNING public_id");
    FORGET_PENDING_EMAIL => ("UPDATE account SET pending_email = NULL WHERE id = $1 AND pending_email IS NOT NULL");
    SET_PASSWORD => ("UPDATE account SET password_hash = $2 WHERE id = $1");
    PASSWORD => ("SELECT password_hash FROM account WHERE id = $1");
    /// Takes the account's row, so that what is read of it holds until the commit.
    LOCK => ("SELECT public_id, email FROM account WHERE id = $1" for_update);
    ADD_OPERATOR => ("UPDATE account SET operator = TRUE WHERE public_id = $1 RETURNING id");
}

/// A row of `account`, as far as its owner sees it.
#[derive(Debug, sqlx::FromRow)]
pub struct AccountRow {
    pub public_id: String,
    pub email: String,
    pub confirmed: bool,
    pub pending_email: Option<String>,
    pub locale: String,
    pub time_zone: String,
    pub country: String,
    pub balance: i64,
    pub mobile: Option<i64>,
    pub mobile_certified_at: Option<i64>,
    pub mobile_waived: bool,
    pub credit_alert: i64,
    pub notice_mail: String,
    pub resume_when_credited: bool,
    pub billing_name: String,
    pub billing_company: String,
    pub billing_address: String,
    pub billing_postal_code: String,
    pub billing_city: String,
    pub billing_country: String,
    pub billing_vat_number: String,
    pub operator: bool,
    pub second_factor: bool,
}

/// An account whose row was taken.
#[derive(Debug, sqlx::FromRow)]
pub struct LockedRow {
    pub public_id: String,
    pub email: String,
}
