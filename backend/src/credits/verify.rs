//! Proves the ledger: `chappe ledger verify`.

use std::fmt;

use openapi::Credits;

use super::{Error, sql};
use crate::db::{Connected, fetch_all};

/// Something in the ledger that must not be.
#[derive(Debug, PartialEq, Eq)]
pub enum Finding {
    Unbalanced { movement: i64, sum: Credits },
    Balance { account: i64, off_by: Credits },
    Campaign { campaign: i64, off_postings: Credits, off_messages: Credits },
    Message { message: i64, price: Credits },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unbalanced { movement, sum } => write!(f, "movement {movement}: postings sum to {sum}, not to zero"),
            Self::Balance { account, off_by } => {
                write!(f, "account {account}: balance is off its postings by {off_by}")
            }
            Self::Campaign { campaign, off_postings, off_messages } => write!(
                f,
                "campaign {campaign}: charged is off its postings by {off_postings} and off its messages by {off_messages}"
            ),
            Self::Message { message, price } => {
                write!(f, "message {message} (price {price}): postings do not match it")
            }
        }
    }
}

/// Everything that is wrong, at most 100 of a kind. Empty: the ledger is proven.
pub async fn verify(on: &mut impl Connected) -> Result<Vec<Finding>, Error> {
    let credits = Credits::from_ten_thousandths;
    let unbalanced = fetch_all!(on, (i64, i64), sql::UNBALANCED)?;
    let balances = fetch_all!(on, (i64, i64), sql::WRONG_BALANCE)?;
    let campaigns = fetch_all!(on, (i64, i64, i64), sql::WRONG_CAMPAIGN)?;
    let messages = fetch_all!(on, (i64, i64), sql::WRONG_MESSAGE)?;
    let mut findings = Vec::new();
    findings.extend(unbalanced.into_iter().map(|(movement, sum)| Finding::Unbalanced { movement, sum: credits(sum) }));
    findings.extend(balances.into_iter().map(|(account, off)| Finding::Balance { account, off_by: credits(off) }));
    findings.extend(campaigns.into_iter().map(|(campaign, postings, messages)| Finding::Campaign {
        campaign,
        off_postings: credits(postings),
        off_messages: credits(messages),
    }));
    findings.extend(messages.into_iter().map(|(message, price)| Finding::Message { message, price: credits(price) }));
    Ok(findings)
}
