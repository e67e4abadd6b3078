//! Proves the ledger: `chappe ledger verify`.

use std::fmt;

use openapi::{Credits, Time};

use super::{Error, verify_sql as sql};
use crate::db::{Connected, Db, fetch_all};
use crate::{ids, invoices};

/// A message and the movement that pays for it get their ids one after the other; whatever lies closer to the beginning
/// of what is looked at is left to a verification of everything.
const EDGE_MILLIS: i64 = 60_000;

/// Something in the ledger that must not be.
#[derive(Debug, PartialEq, Eq)]
pub enum Finding {
    Unbalanced { movement: i64, sum: Credits },
    WrongWay { movement: i64, kind: String },
    BrokenChain { account: i64, movement: i64 },
    Stranger { account: i64, movement: i64 },
    Balance { account: i64, off_by: Credits },
    Sum { account: i64, off_by: Credits },
    Campaign { campaign: i64, off_postings: Credits, off_messages: Credits, off_line: Credits },
    LostCampaign { movement: i64, campaign: i64 },
    Message { message: i64, price: Credits },
    Purchase { purchase: i64, off_sold: Credits, off_returned: Credits, off_refunds: Credits },
    LostPurchase { movement: i64 },
    Invoice(invoices::Finding),
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unbalanced { movement, sum } => write!(f, "movement {movement}: postings sum to {sum}, not to zero"),
            Self::WrongWay { movement, kind } => {
                write!(f, "movement {movement}: credits do not go the way of its kind ({kind})")
            }
            Self::BrokenChain { account, movement } => {
                write!(
                    f,
                    "account {account}: its posting of movement {movement} does not go on where the one before ended"
                )
            }
            Self::Stranger { account, movement } => {
                write!(f, "movement {movement}: posted to account {account}, which does not exist")
            }
            Self::Balance { account, off_by } => {
                write!(f, "account {account}: balance is off what its last posting says by {off_by}")
            }
            Self::Sum { account, off_by } => write!(f, "account {account}: balance is off its postings by {off_by}"),
            Self::Campaign { campaign, off_postings, off_messages, off_line } => write!(
                f,
                "campaign {campaign}: charged is off its postings by {off_postings}, off its messages by {off_messages} \
                 and off its line in the list of movements by {off_line}"
            ),
            Self::LostCampaign { movement, campaign } => {
                write!(f, "movement {movement}: of campaign {campaign}, which does not exist")
            }
            Self::Message { message, price } => {
                write!(f, "message {message} (price {price}): postings do not match it")
            }
            Self::Purchase { purchase, off_sold, off_returned, off_refunds } => write!(
                f,
                "purchase {purchase}: what it credited is off its movement by {off_sold}, what was taken back is off its \
                 movements by {off_returned} and off its refunds by {off_refunds}"
            ),
            Self::LostPurchase { movement } => write!(f, "movement {movement}: of a purchase that does not exist"),
            Self::Invoice(finding) => finding.fmt(f),
        }
    }
}

/// Everything that is wrong, at most 100 of a kind, as of one moment. Empty: the ledger is proven. `since`: what has moved
/// from that time on, on the word that all before was verified then.
pub async fn verify(db: &Db, since: Option<Time>) -> Result<Vec<Finding>, Error> {
    let lowest = since.map_or(0, |since| ids::first_at(since.millis()));
    let lowest_message = since.map_or(0, |since| ids::first_at(since.millis() + EDGE_MILLIS));
    let mut snapshot = db.snapshot().await?;
    let on = &mut snapshot;
    let mut findings = movements(on, lowest).await?;
    findings.extend(balances(on, since.is_none()).await?);
    findings.extend(charges(on, lowest, lowest_message).await?);
    findings.extend(purchases(on, lowest).await?);
    findings.extend(invoices::check(on).await?.into_iter().map(Finding::Invoice));
    Ok(findings)
}

async fn movements(on: &mut impl Connected, lowest: i64) -> Result<Vec<Finding>, Error> {
    let unbalanced = fetch_all!(on, (i64, i64), sql::UNBALANCED, lowest)?;
    let wrong_way = fetch_all!(on, (i64, String), sql::WRONG_WAY, lowest)?;
    let broken = fetch_all!(on, (i64, i64), sql::BROKEN_CHAIN, lowest)?;
    let strangers = fetch_all!(on, (i64, i64), sql::STRANGERS, lowest)?;
    let mut findings = Vec::new();
    findings.extend(unbalanced.into_iter().map(|(movement, sum)| Finding::Unbalanced { movement, sum: credits(sum) }));
    findings.extend(wrong_way.into_iter().map(|(movement, kind)| Finding::WrongWay { movement, kind }));
    findings.extend(broken.into_iter().map(|(account, movement)| Finding::BrokenChain { account, movement }));
    findings.extend(strangers.into_iter().map(|(account, movement)| Finding::Stranger { account, movement }));
    Ok(findings)
}

async fn balances(on: &mut impl Connected, everything: bool) -> Result<Vec<Finding>, Error> {
    let heads = fetch_all!(on, (i64, i64), sql::WRONG_HEAD)?;
    let sums = if everything { fetch_all!(on, (i64, i64), sql::WRONG_SUM)? } else { Vec::new() };
    let mut findings = Vec::new();
    findings.extend(heads.into_iter().map(|(account, off)| Finding::Balance { account, off_by: credits(off) }));
    findings.extend(sums.into_iter().map(|(account, off)| Finding::Sum { account, off_by: credits(off) }));
    Ok(findings)
}

async fn charges(on: &mut impl Connected, lowest: i64, lowest_message: i64) -> Result<Vec<Finding>, Error> {
    let campaigns = fetch_all!(on, (i64, i64, i64, i64), sql::WRONG_CAMPAIGN, lowest)?;
    let lost = fetch_all!(on, (i64, i64), sql::LOST_CAMPAIGN, lowest)?;
    let messages = fetch_all!(on, (i64, i64), sql::WRONG_MESSAGE, lowest, lowest_message)?;
    let mut findings = Vec::new();
    findings.extend(campaigns.into_iter().map(|(campaign, postings, messages, line)| Finding::Campaign {
        campaign,
        off_postings: credits(postings),
        off_messages: credits(messages),
        off_line: credits(line),
    }));
    findings.extend(lost.into_iter().map(|(movement, campaign)| Finding::LostCampaign { movement, campaign }));
    findings.extend(messages.into_iter().map(|(message, price)| Finding::Message { message, price: credits(price) }));
    Ok(findings)
}

async fn purchases(on: &mut impl Connected, lowest: i64) -> Result<Vec<Finding>, Error> {
    let purchases = fetch_all!(on, (i64, i64, i64, i64), sql::WRONG_PURCHASE, lowest)?;
    let lost = fetch_all!(on, (i64,), sql::LOST_PURCHASE, lowest)?;
    let mut findings = Vec::new();
    findings.extend(purchases.into_iter().map(|(purchase, sold, returned, refunds)| Finding::Purchase {
        purchase,
        off_sold: credits(sold),
        off_returned: credits(returned),
        off_refunds: credits(refunds),
    }));
    findings.extend(lost.into_iter().map(|(movement,)| Finding::LostPurchase { movement }));
    Ok(findings)
}

const fn credits(amount: i64) -> Credits {
    Credits::from_ten_thousandths(amount)
}
