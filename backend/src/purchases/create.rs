//! Makes a purchase: it waits for its money from then on.

use openapi::PurchaseId;
use openapi::packs::Pack;
use openapi::purchases::{NewPurchase, PaymentMethod, Price, Vat};

use super::sql::{self, BuyerRow, PurchaseRow, method_word, rule_word};
use super::{CARD_MILLIS, Error, MOST_PENDING, offer, price, reference, settle, show, vat};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::credits;
use crate::db::{Connected, Tx, execute, fetch_one};
use crate::mail::PurchaseNews;
use crate::packs;
use crate::seller::Seller;

/// References that may be taken before something else is wrong: two meet once in 10^11.
const TRIES: usize = 5;

/// A purchase that can be made.
#[derive(Debug)]
pub struct Draft {
    method: PaymentMethod,
    pack: Pack,
    price: Price,
    country: String,
    vat_number: String,
}

impl Draft {
    /// With the packs and the buyer's particulars of today.
    pub async fn parse(
        on: &mut impl Connected,
        app: &App,
        account: AccountKey,
        new: NewPurchase,
    ) -> Result<Self, Error> {
        if !offer::offers(app, new.method) {
            return Err(Error::NotOffered);
        }
        let pack = packs::find(on, new.pack).await?.ok_or(Error::UnknownPack)?;
        let (country, vat_number, vat) = vat_of(&app.seller, show::buyer(on, account).await?);
        let price = price::of(&pack, vat).ok_or(Error::TooDear)?;
        Ok(Self { method: new.method, pack, price, country, vat_number })
    }
}

/// The VAT of a buyer, and the country and number that it is told by: those of the billing particulars; the account's country
/// where these name none.
pub fn vat_of(seller: &Seller, buyer: BuyerRow) -> (String, String, Vat) {
    let BuyerRow { country, billing_country, billing_vat_number, .. } = buyer;
    let country = if billing_country.is_empty() { country } else { billing_country };
    let vat = vat::of(seller, &country, &billing_vat_number);
    (country, billing_vat_number, vat)
}

/// Writes it. The row of the account is taken first, so purchases of one account that are made at once are counted right.
pub async fn create(
    tx: &mut Tx,
    app: &App,
    account: AccountKey,
    id: PurchaseId,
    draft: &Draft,
) -> Result<PurchaseRow, Error> {
    credits::lock(tx, account).await?;
    let (pending,) = fetch_one!(tx, (i64,), sql::COUNT_PENDING, account.0)?;
    if pending >= MOST_PENDING {
        return Err(Error::TooManyPending);
    }
    let now = app.clock.now();
    insert(tx, account, id, draft, now.millis()).await?;
    let row = show::find(tx, id).await?;
    if let Some(to_pay) = show::instructions(&app.seller, &row) {
        settle::tell(tx, app, &row, PurchaseNews::Waits { method: draft.method, to_pay }, now).await?;
    }
    Ok(row)
}

async fn insert(tx: &mut Tx, account: AccountKey, id: PurchaseId, draft: &Draft, now: i64) -> Result<(), Error> {
    let price = &draft.price;
    let expires_at = (draft.method == PaymentMethod::Card).then_some(now + CARD_MILLIS);
    for _ in 0..TRIES {
        let inserted = execute!(
            tx,
            sql::INSERT,
            id.0,
            account.0,
            method_word(draft.method),
            reference::random()?,
            draft.pack.credits,
            price.unit_price.ten_thousandths(),
            price.net.ten_thousandths(),
            i64::from(price.vat_rate.hundredths()),
            rule_word(price.vat_rule),
            price.vat.ten_thousandths(),
            price.total.ten_thousandths(),
            draft.country.as_str(),
            draft.vat_number.as_str(),
            expires_at
        )?;
        if inserted == 1 {
            return Ok(());
        }
    }
    Err(Error::Reference("every reference that was tried is taken".to_owned()))
}
