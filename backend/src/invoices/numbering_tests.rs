//! Numbers on both databases: from many connections, with transactions that roll back, over a change of year and under clocks
//! that differ.

use std::sync::Arc;

use openapi::accounts::Locale;
use openapi::credits::MovementKind;
use openapi::invoices::Invoice;
use openapi::purchases::{PaymentMethod, VatRule};
use openapi::{Credits, InvoiceId, MovementId, PurchaseId, Time};
use tests::postgres::Cluster;

use super::{Draft, Error, Finding, Kind, check, issue, samples, sql};
use crate::accounts::AccountKey;
use crate::clock::Clock;
use crate::credits::{self, Book, Cause, Holder};
use crate::db::sql::sql;
use crate::db::{Db, Sql, Tx, execute, fetch_all, fetch_one, migrate};
use crate::ids::Ids;

/// 31 December 2026, 23:59:59.999 in Paris.
const LAST_OF_YEAR: i64 = 1_798_757_999_999;

const ACCOUNT: AccountKey = AccountKey(7_000_000);

const ADD_ACCOUNT: Sql = sql!("INSERT INTO account (id, public_id, email, password_hash, locale, time_zone, country, confirmed,
    balance, virtual_time, created_at) VALUES ($1, 'bakery', 'bakery@example.org', '', 'fr', 'Europe/Paris', 'FR', TRUE, 0, 0, 0)");

/// A database with one account, and what issues documents for it.
#[derive(Clone)]
struct Shop {
    db: Db,
    ids: Arc<Ids>,
}

impl Shop {
    async fn open(url: &str) -> Self {
        let db = Db::open(url).await.unwrap();
        migrate(&db).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        execute!(&mut tx, ADD_ACCOUNT, ACCOUNT.0).unwrap();
        tx.commit().await.unwrap();
        Self { db, ids: Arc::new(Ids::new(Clock::System, 1)) }
    }

    /// Sells a thousand credits, or takes them back.
    async fn sell(&self, tx: &mut Tx, kind: Kind<'_>, now: Time) -> Result<Invoice, Error> {
        let movement = MovementId(self.ids.next());
        let purchase = PurchaseId(movement.0);
        let credits = Credits::whole(1_000);
        let (movement_kind, sign) = match kind {
            Kind::Invoice => (MovementKind::Purchase, credits),
            Kind::CreditNote { .. } => (MovementKind::PurchaseRefund, -credits),
        };
        let postings = [(Holder::Account(ACCOUNT), sign), (Holder::Platform(Book::Sold), -sign)];
        let cause = Cause { purchase: Some(purchase.0), ..Cause::default() };
        credits::post(tx, movement.0, movement_kind, cause, &postings, now.millis()).await.unwrap();
        let draft = Draft {
            account: ACCOUNT,
            purchase,
            movement,
            kind,
            credits,
            price: samples::price(VatRule::Domestic, "20", credits),
            buyer: samples::buyer("FR", ""),
            seller: samples::seller(),
            locale: Locale::Fr,
            paid_by: PaymentMethod::Card,
            paid_at: now,
        };
        issue(tx, &self.ids, now, &draft).await
    }

    async fn sold(&self, kind: Kind<'_>, now: i64) -> Invoice {
        let mut tx = self.db.begin().await.unwrap();
        let invoice = self.sell(&mut tx, kind, Time::from_millis(now)).await.unwrap();
        tx.commit().await.unwrap();
        invoice
    }

    async fn findings(&self) -> Vec<Finding> {
        check(&mut self.db.read().await.unwrap()).await.unwrap()
    }
}

/// Runs a case on SQLite and on PostgreSQL.
macro_rules! on_both {
    ($($case:ident),+ $(,)?) => { $(
        mod $case {
            use super::*;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let directory = tempfile::tempdir().unwrap();
                super::$case(Shop::open(&format!("sqlite:{}", directory.path().join("chappe.db").display())).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let cluster = Cluster::shared();
                let name = format!("invoices_{}_{}", stringify!($case), std::process::id());
                cluster.psql(&format!("CREATE DATABASE {name}"));
                let shop = Shop::open(&cluster.url(&name)).await;
                super::$case(shop.clone()).await;
                shop.db.close().await;
                cluster.drop_database(&name);
            }
        }
    )+ };
}

on_both!(
    many_at_once_over_a_year_s_end,
    what_rolls_back_gives_its_number_back,
    a_document_stays,
    what_is_wrong_is_found
);

async fn many_at_once_over_a_year_s_end(shop: Shop) {
    const SELLERS: i64 = 12;
    const EACH: i64 = 12;
    let mut sellers = tokio::task::JoinSet::new();
    for seller in 0..SELLERS {
        let shop = shop.clone();
        sellers.spawn(async move {
            for round in 0..EACH {
                // Clocks are some seconds apart, and all pass midnight on the way.
                let now = LAST_OF_YEAR + (round - EACH / 2) * 1_000 + (seller - SELLERS / 2) * 700;
                let mut tx = shop.db.begin().await.unwrap();
                shop.sell(&mut tx, Kind::Invoice, Time::from_millis(now)).await.unwrap();
                match (seller + round) % 3 {
                    0 => drop(tx),
                    _ => tx.commit().await.unwrap(),
                }
            }
        });
    }
    sellers.join_all().await;
    assert_eq!(shop.findings().await, []);
    const NUMBERS: Sql = sql!("SELECT year, seq, day FROM invoice ORDER BY year, seq");
    let numbers = fetch_all!(&mut shop.db.read().await.unwrap(), (i64, i64, i64), NUMBERS).unwrap();
    assert_eq!(i64::try_from(numbers.len()).unwrap(), SELLERS * EACH * 2 / 3);
    let in_2026 = numbers.iter().filter(|(year, ..)| *year == 2026).count();
    assert!(in_2026 > 0 && in_2026 < numbers.len(), "{in_2026} in 2026");
    let expected = (1..=in_2026).map(|seq| (2026, seq, 20_261_231)).chain((1..).map(|seq| (2027, seq, 20_270_101)));
    let expected = expected.map(|(year, seq, day)| (year, i64::try_from(seq).unwrap(), day));
    assert!(numbers.iter().copied().eq(expected.take(numbers.len())), "{numbers:?}");
}

async fn what_rolls_back_gives_its_number_back(shop: Shop) {
    let first = shop.sold(Kind::Invoice, LAST_OF_YEAR).await;
    assert_eq!(first.number, "FA-2026-000001");
    let mut tx = shop.db.begin().await.unwrap();
    let lost = shop.sell(&mut tx, Kind::Invoice, Time::from_millis(LAST_OF_YEAR + 1)).await.unwrap();
    assert_eq!(lost.number, "FA-2027-000001");
    drop(tx);
    let earlier = shop.sold(Kind::Invoice, LAST_OF_YEAR - 60_000).await;
    assert_eq!((earlier.number.as_str(), earlier.issued_at), ("FA-2026-000002", first.issued_at), "never back in time");
    let note = shop.sold(Kind::CreditNote { of: first.id, reason: "Bought twice" }, LAST_OF_YEAR).await;
    assert_eq!((note.number.as_str(), note.of), ("AV-2026-000001", Some(first.id)));
    assert_eq!(shop.sold(Kind::Invoice, LAST_OF_YEAR + 1).await.number, "FA-2027-000001");
    let late = shop.sold(Kind::Invoice, LAST_OF_YEAR - 1).await;
    assert_eq!(late.number, "FA-2027-000002", "the year before is closed");
    assert_eq!(shop.findings().await, []);
}

async fn a_document_stays(shop: Shop) {
    let invoice = shop.sold(Kind::Invoice, LAST_OF_YEAR).await;
    for statement in [
        sql!("UPDATE invoice SET total = 0, net = 0, vat = 0"),
        sql!("UPDATE invoice SET particulars = '{}'"),
        sql!("DELETE FROM invoice"),
        sql!("UPDATE invoice_pdf SET bytes = bytes"),
        sql!("DELETE FROM invoice_pdf"),
    ] {
        let mut tx = shop.db.begin().await.unwrap();
        execute!(&mut tx, sql::KEEP_PDF, invoice.id.0, "fr", [0_u8].as_slice()).unwrap();
        let refused = execute!(&mut tx, statement).unwrap_err().to_string();
        assert!(refused.contains("an invoice is never"), "{statement:?}: {refused}");
    }
}

async fn what_is_wrong_is_found(shop: Shop) {
    const FORGE: Sql = sql!("UPDATE invoice_series SET last = last + $1, day = day + $2, last_at = last_at + $3");
    let first = shop.sold(Kind::Invoice, LAST_OF_YEAR).await;
    let mut tx = shop.db.begin().await.unwrap();
    execute!(&mut tx, FORGE, 1_i64, 0_i64, 0_i64).unwrap();
    tx.commit().await.unwrap();
    assert_eq!(shop.findings().await, [Finding::Series { series: "FA".to_owned(), last: 2, there: 1 }]);
    let third = shop.sold(Kind::Invoice, LAST_OF_YEAR).await;
    let gap = Finding::Gap { number: third.number.clone(), after: 1 };
    assert_eq!(shop.findings().await, std::slice::from_ref(&gap));

    let mut tx = shop.db.begin().await.unwrap();
    execute!(&mut tx, FORGE, 0_i64, -1_i64, -86_400_000_i64).unwrap();
    tx.commit().await.unwrap();
    let early = shop.sold(Kind::Invoice, LAST_OF_YEAR - 86_400_000).await;
    let backwards = Finding::Backwards { number: early.number };
    assert_eq!(shop.findings().await, [gap.clone(), backwards.clone()]);

    for _ in 0..2 {
        shop.sold(Kind::CreditNote { of: first.id, reason: "Bought twice" }, LAST_OF_YEAR).await;
    }
    let taken_back = Finding::TakenBack { number: first.number };
    assert_eq!(shop.findings().await, [gap.clone(), backwards.clone(), taken_back.clone()]);

    let mut tx = shop.db.begin().await.unwrap();
    let unbilled = shop.ids.next();
    let postings = [(Holder::Account(ACCOUNT), Credits::whole(1)), (Holder::Platform(Book::Sold), -Credits::whole(1))];
    let cause = Cause { purchase: Some(unbilled), ..Cause::default() };
    credits::post(&mut tx, unbilled, MovementKind::Purchase, cause, &postings, 0).await.unwrap();
    tx.commit().await.unwrap();
    let movement = Finding::Movement { movement: unbilled };
    assert_eq!(shop.findings().await, [gap, backwards, movement, taken_back]);
}

/// What a caller must not ask for is refused, and takes no number.
#[tokio::test]
async fn amounts_that_do_not_add_up_are_refused() {
    let directory = tempfile::tempdir().unwrap();
    let shop = Shop::open(&format!("sqlite:{}", directory.path().join("chappe.db").display())).await;
    let price = samples::price(VatRule::Domestic, "20", Credits::whole(1_000));
    let cent = openapi::Euros::from_cents(1);
    let fraction = openapi::Euros::from_ten_thousandths(1);
    let none = openapi::Euros::ZERO;
    for price in [
        openapi::purchases::Price { total: price.total + cent, ..price },
        openapi::purchases::Price { net: price.net + fraction, total: price.total + fraction, ..price },
        openapi::purchases::Price { net: none - price.net, vat: none - price.vat, total: none - price.total, ..price },
    ] {
        let draft = Draft {
            account: ACCOUNT,
            purchase: PurchaseId(1),
            movement: MovementId(1),
            kind: Kind::CreditNote { of: InvoiceId(1), reason: "" },
            credits: Credits::whole(1_000),
            price,
            buyer: samples::buyer("FR", ""),
            seller: samples::seller(),
            locale: Locale::Fr,
            paid_by: PaymentMethod::Card,
            paid_at: samples::AT,
        };
        let mut tx = shop.db.begin().await.unwrap();
        let refused = issue(&mut tx, &shop.ids, samples::AT, &draft).await;
        assert!(matches!(refused, Err(Error::Amounts)), "{refused:?}");
        tx.commit().await.unwrap();
    }
    const SERIES: Sql = sql!("SELECT COUNT(*) FROM invoice_series");
    assert_eq!(fetch_one!(&mut shop.db.read().await.unwrap(), (i64,), SERIES).unwrap(), (0,));
}
