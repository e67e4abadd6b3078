//! Writes notices, and queues the e-mails that go with them.

use openapi::notices::NoticeKind;

use super::settings::{kind_of, kinds, word};
use super::sql::{self, ToldRow};
use crate::db::{Ids as IdList, Rows, Tx, execute, fetch_all};
use crate::ids::Ids;
use crate::mail::{self, Letter};

/// Tells what became of campaigns in the transaction that changed them, with their figures as it leaves them. To be called once
/// a change, by whoever made it.
pub async fn tell(tx: &mut Tx, ids: &Ids, now: i64, changes: &[(i64, NoticeKind)]) -> Result<(), sqlx::Error> {
    if changes.is_empty() {
        return Ok(());
    }
    let notices: Vec<i64> = changes.iter().map(|_| ids.next()).collect();
    let rows = Rows::default()
        .column(notices.iter().copied())
        .column(changes.iter().map(|change| change.0))
        .column(changes.iter().map(|change| word(change.1)));
    execute!(tx, sql::INSERT, rows)?;
    for row in fetch_all!(tx, ToldRow, sql::TOLD, IdList(&notices))? {
        if kinds(&row.notice_mail).contains(&kind_of(&row.notice.kind)) {
            let (id, public_id) = (row.notice.id, row.public_id.clone());
            mail::queue(tx, id, &public_id, &Letter::from(row), now).await?;
        }
    }
    Ok(())
}
