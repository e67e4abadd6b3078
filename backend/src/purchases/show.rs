//! Shows purchases, with their invoices and refunds.

use openapi::purchases::{AdminPurchase, Instructions, PaymentMethod, Purchase, PurchaseStatus, Refund};
use openapi::{Credits, Euros, PurchaseId, Time};

use super::sql::{self, AdminRow, PurchaseRow, RefundRow};
use super::{Error, sql::BuyerRow};
use crate::accounts::AccountKey;
use crate::db::{Connected, Ids, fetch_all, fetch_optional};
use crate::invoices;
use crate::seller::Seller;

/// A purchase of this account.
pub async fn show(
    on: &mut impl Connected,
    seller: &Seller,
    account: AccountKey,
    id: PurchaseId,
) -> Result<Purchase, Error> {
    let row = fetch_optional!(on, PurchaseRow, sql::SHOW, id.0, account.0)?.ok_or(Error::Missing)?;
    one(on, seller, row).await
}

/// Anybody's, for the operator.
pub async fn show_any(on: &mut impl Connected, seller: &Seller, id: PurchaseId) -> Result<AdminPurchase, Error> {
    let row = find(on, id).await?;
    let buyer = buyer(on, AccountKey(row.account_id)).await?;
    let purchase = one(on, seller, row).await?;
    let BuyerRow { public_id, billing_name, billing_company, .. } = buyer;
    Ok(AdminPurchase { account_id: public_id, name: billing_name, company: billing_company, purchase })
}

/// The row of a purchase, whosesoever it is.
pub async fn find(on: &mut impl Connected, id: PurchaseId) -> Result<PurchaseRow, Error> {
    fetch_optional!(on, PurchaseRow, sql::FIND, id.0)?.ok_or(Error::Missing)
}

/// Who buys, as the account says today.
pub async fn buyer(on: &mut impl Connected, account: AccountKey) -> Result<BuyerRow, Error> {
    fetch_optional!(on, BuyerRow, sql::BUYER, account.0)?.ok_or(crate::accounts::Error::Missing.into())
}

async fn one(on: &mut impl Connected, seller: &Seller, row: PurchaseRow) -> Result<Purchase, Error> {
    let mut whole = complete(on, seller, vec![row]).await?;
    whole.pop().ok_or(Error::Missing)
}

/// Rows with their invoices and refunds: two questions, however many there are.
pub async fn complete(
    on: &mut impl Connected,
    seller: &Seller,
    rows: Vec<PurchaseRow>,
) -> Result<Vec<Purchase>, Error> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let names: Vec<PurchaseId> = ids.iter().copied().map(PurchaseId).collect();
    let documents = invoices::of_purchases(on, &names).await?;
    let refunds = fetch_all!(on, RefundRow, sql::REFUNDS, Ids(&ids))?;
    let mut purchases: Vec<Purchase> = rows.into_iter().map(|row| bare(seller, row)).collect();
    for purchase in &mut purchases {
        purchase.invoices = documents.iter().filter(|document| document.purchase_id == purchase.id).cloned().collect();
        let own = refunds.iter().filter(|refund| refund.purchase_id == purchase.id.0);
        purchase.refunds = own.cloned().map(Refund::from).collect();
    }
    Ok(purchases)
}

/// Rows of the operator's list.
pub async fn complete_any(
    on: &mut impl Connected,
    seller: &Seller,
    rows: Vec<AdminRow>,
) -> Result<Vec<AdminPurchase>, Error> {
    let (rows, buyers): (Vec<_>, Vec<_>) =
        rows.into_iter().map(|row| (row.purchase, (row.public_id, row.billing_name, row.billing_company))).unzip();
    let whole = complete(on, seller, rows).await?;
    let with_buyer = |(purchase, (account_id, name, company))| AdminPurchase { account_id, name, company, purchase };
    Ok(whole.into_iter().zip(buyers).map(with_buyer).collect())
}

/// A purchase without its invoices and refunds: whole while nothing was paid.
pub fn bare(seller: &Seller, row: PurchaseRow) -> Purchase {
    let pending = row.status() == PurchaseStatus::Pending;
    Purchase {
        id: PurchaseId(row.id),
        status: row.status(),
        method: row.method(),
        pack: row.pack,
        credited: Credits::from_ten_thousandths(row.credited),
        price: row.price(),
        instructions: if pending { instructions(seller, &row) } else { None },
        received: row.received(),
        surplus: row.surplus(),
        invoices: Vec::new(),
        refunds: Vec::new(),
        created_at: row.created_at(),
        expires_at: row.expires_at.map(Time::from_millis),
        paid_at: row.paid_at.map(Time::from_millis),
        reference: row.reference,
        pay_url: row.pay_url,
        reason: row.reason,
    }
}

/// How to pay what is missing; `None` for a card.
pub fn instructions(seller: &Seller, row: &PurchaseRow) -> Option<Instructions> {
    let (amount, reference) = (row.missing(), row.reference.clone());
    let currency = openapi::packs::Currency::Eur;
    let (payee, iban, bic, bank, address) = match row.method() {
        PaymentMethod::Card => return None,
        PaymentMethod::Transfer => {
            (seller.name.clone(), seller.iban.clone(), seller.bic.clone(), seller.bank.clone(), None)
        }
        PaymentMethod::Cheque => {
            let payee = seller.cheque_payee.clone().unwrap_or_else(|| seller.name.clone());
            (payee, None, None, None, Some(seller.cheque_address()))
        }
    };
    Some(Instructions { amount, currency, payee, reference, iban, bic, bank, address })
}

/// Whether something of it came in and nobody has credited it.
pub fn holds_money(row: &PurchaseRow) -> bool {
    row.received() > Euros::ZERO
}
