//! Statements on `pack`.

use crate::db::statements;

statements! {
    LIST => ("SELECT credits, unit_price FROM pack ORDER BY credits");
    FIND => ("SELECT credits, unit_price FROM pack WHERE credits = $1");
    /// Whoever changes the packs at the same time comes after.
    RAISE => ("UPDATE price_revision SET number = number + 1 WHERE list = 'packs'");
    CLEAR => ("DELETE FROM pack");
    INSERT => ("INSERT INTO pack (credits, unit_price)
        SELECT v.credits, v.unit_price FROM " [credits BIGINT, unit_price BIGINT] "");
}

#[derive(sqlx::FromRow)]
pub struct PackRow {
    pub credits: i64,
    pub unit_price: i64,
}
