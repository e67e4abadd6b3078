//! Statements of the operators.

use openapi::admin::AdminAccount;
use openapi::{Credits, Time};

use crate::db::statements;
use crate::messages::sql::msisdn;

statements! {
    LIST => ("SELECT a.id, a.public_id, a.email, a.confirmed, a.country, a.billing_name, a.billing_company, a.balance, a.mobile,
            a.mobile_certified_at, a.mobile_waived, a.operator, a.disabled_at, a.disabled_reason, a.created_at,
            (f.enabled_at IS NOT NULL) AS second_factor,
            (SELECT MAX(s.last_seen_at) FROM session s WHERE s.account_id = a.id) AS last_seen_at
        FROM account a LEFT JOIN second_factor f ON f.account_id = a.id
        WHERE a.id < $1 AND (a.public_id LIKE $2 ESCAPE '\\' OR lower(a.email) LIKE $2 ESCAPE '\\'
            OR lower(a.billing_name) LIKE $2 ESCAPE '\\' OR lower(a.billing_company) LIKE $2 ESCAPE '\\')
        ORDER BY a.id DESC LIMIT $3");
    SHOW => ("SELECT a.id, a.public_id, a.email, a.confirmed, a.country, a.billing_name, a.billing_company, a.balance, a.mobile,
            a.mobile_certified_at, a.mobile_waived, a.operator, a.disabled_at, a.disabled_reason, a.created_at,
            (f.enabled_at IS NOT NULL) AS second_factor,
            (SELECT MAX(s.last_seen_at) FROM session s WHERE s.account_id = a.id) AS last_seen_at
        FROM account a LEFT JOIN second_factor f ON f.account_id = a.id WHERE a.public_id = $1");
    DISABLE => ("UPDATE account SET disabled_at = COALESCE(disabled_at, $2), disabled_reason = $3 WHERE id = $1");
    DISABLED_AT => ("SELECT disabled_at FROM account WHERE id = $1" for_update);
    ENABLE => ("UPDATE account SET disabled_at = NULL, disabled_reason = NULL WHERE id = $1 AND disabled_at IS NOT NULL");
    WAIVE => ("UPDATE account SET mobile_waived = TRUE WHERE id = $1 AND NOT mobile_waived");
}

/// An account as the operator sees it.
#[derive(Debug, sqlx::FromRow)]
pub struct AccountRow {
    pub id: i64,
    pub public_id: String,
    pub email: String,
    pub confirmed: bool,
    pub country: String,
    pub billing_name: String,
    pub billing_company: String,
    pub balance: i64,
    pub mobile: Option<i64>,
    pub mobile_certified_at: Option<i64>,
    pub mobile_waived: bool,
    pub operator: bool,
    pub disabled_at: Option<i64>,
    pub disabled_reason: Option<String>,
    pub created_at: i64,
    pub second_factor: bool,
    pub last_seen_at: Option<i64>,
}

impl From<AccountRow> for AdminAccount {
    fn from(row: AccountRow) -> Self {
        Self {
            account_id: row.public_id,
            email: row.email,
            confirmed: row.confirmed,
            country: row.country,
            name: row.billing_name,
            company: row.billing_company,
            balance: Credits::from_ten_thousandths(row.balance),
            mobile: row.mobile.map(msisdn),
            mobile_certified: row.mobile_certified_at.is_some(),
            mobile_waived: row.mobile_waived,
            second_factor: row.second_factor,
            operator: row.operator,
            disabled: row.disabled_at.is_some(),
            disabled_reason: row.disabled_reason,
            created_at: Time::from_millis(row.created_at),
            last_seen_at: row.last_seen_at.map(Time::from_millis),
        }
    }
}
