//! What a payment service says, in every order, and what time does: told to the server's parts on a database, without a bank.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use clap::Parser;
use openapi::purchases::{NewPurchase, PaymentMethod, Purchase, PurchaseStatus, RefundStatus};
use openapi::{Credits, PurchaseId, RefundId};

use super::create::{self, Draft};
use super::settle::{self, Applied};
use super::{CARD_MILLIS, expire, refund, show};
use crate::accounts::{self, AccountKey, Credentials};
use crate::app::App;
use crate::clock::Clock;
use crate::commands::serve::{Reach, assemble};
use crate::config::ServeConfig;
use crate::credits::verify;
use crate::db::{Db, migrate, transact};
use crate::http::Origin;
use crate::ids::Ids;
use crate::numbers::Country;
use crate::payments::{Money, Notice, Outcome};
use crate::rates;
use crate::worker::Worker;

/// 1 November 2026.
const BEGINNING: i64 = 1_793_516_700_000;

#[derive(Parser)]
struct Settings {
    #[command(flatten)]
    serve: ServeConfig,
}

struct World {
    app: App,
    account: AccountKey,
    hand: Arc<AtomicI64>,
    _folder: tempfile::TempDir,
}

async fn world() -> World {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("chappe.db").display());
    let db = Db::open(&url).await.unwrap();
    migrate(&db).await.unwrap();
    rates::seed(&db).await.unwrap();
    let hand = Arc::new(AtomicI64::new(BEGINNING));
    let clock = Clock::Set(hand.clone());
    let settings = Settings::parse_from(["chappe", "--database-url", &url, "--data", "/nonexistent"]).serve;
    let address = std::net::SocketAddr::from(([127, 0, 0, 1], 1));
    let reach = Reach { address, sandbox: "127.0.0.1:1", callbacks: "http://127.0.0.1:1" };
    let (worker, _) = Worker::new();
    let app = assemble(db, clock.clone(), Ids::new(clock, 1), settings, worker, reach).await.unwrap();
    let new = openapi::accounts::NewAccount {
        account_id: "bakery".to_owned(),
        email: "bakery@example.org".to_owned(),
        password: tests::platform::PASSWORD.to_owned(),
        locale: None,
        time_zone: None,
        country: None,
    };
    let (credentials, settings) = Credentials::parse(new, Country::parse("FR").unwrap()).await.unwrap();
    let account = accounts::create(&app.db, &app.ids, &app.clock, credentials, settings).await.unwrap();
    World { app, account, hand, _folder: folder }
}

impl World {
    /// A purchase of 50 credits for 4.80 €.
    async fn buy(&self, method: PaymentMethod) -> PurchaseId {
        let new = NewPurchase { pack: 50, method };
        let draft = Draft::parse(&mut self.app.db.read().await.unwrap(), &self.app, self.account, new).await.unwrap();
        let id = PurchaseId(self.app.ids.next());
        transact(&self.app.db, async |tx| create::create(tx, &self.app, self.account, id, &draft).await).await.unwrap();
        id
    }

    async fn tell(&self, purchase: PurchaseId, outcome: Outcome) -> Applied {
        let event = self.app.ids.next().to_string();
        let notice = Notice { event, purchase: Some(purchase), outcome };
        transact(&self.app.db, async |tx| settle::apply(tx, &self.app, &notice).await).await.unwrap()
    }

    async fn show(&self, id: PurchaseId) -> Purchase {
        let mut reader = self.app.db.read().await.unwrap();
        show::show(&mut reader, &self.app.seller, self.account, id).await.unwrap()
    }

    async fn refund(&self, id: PurchaseId, credits: Credits) -> RefundId {
        let origin = Origin { address: String::new(), device: String::new() };
        transact(&self.app.db, async |tx| {
            refund::refund(tx, &self.app, id, Some(credits), "As agreed", self.account, &origin).await
        })
        .await
        .unwrap();
        self.show(id).await.refunds.last().unwrap().id
    }

    async fn proven(&self) {
        assert_eq!(verify(&self.app.db, None).await.unwrap(), []);
    }
}

fn paid(minor: i64, currency: &str) -> Outcome {
    Outcome::Paid(Money { minor, currency: currency.to_owned() })
}

fn refused() -> Outcome {
    Outcome::Refused { reason: "card_declined".to_owned() }
}

#[tokio::test]
async fn whatever_the_order_money_is_credited_once() {
    use PurchaseStatus::{Expired, Paid, Pending, Refused};
    let world = world().await;
    let right = || paid(480, "EUR");
    let cases: Vec<(Vec<Outcome>, PurchaseStatus, Option<&str>)> = vec![
        (vec![Outcome::Other], Pending, None),
        (vec![right()], Paid, None),
        (vec![right(), right()], Paid, None),
        (vec![refused(), right()], Paid, None),
        (vec![Outcome::Expired, right()], Paid, None),
        (vec![right(), refused(), Outcome::Expired, right()], Paid, None),
        (vec![refused()], Refused, Some("card_declined")),
        (vec![Outcome::Expired, refused()], Expired, None),
        (vec![paid(479, "EUR")], Pending, Some("amount_differs")),
        (vec![paid(480, "USD")], Pending, Some("amount_differs")),
        (vec![paid(48_000, "EUR"), right()], Paid, None),
    ];
    let mut credited = Credits::ZERO;
    for (outcomes, status, reason) in cases {
        let (told, id) = (format!("{outcomes:?}"), world.buy(PaymentMethod::Card).await);
        for outcome in outcomes {
            world.tell(id, outcome).await;
        }
        let purchase = world.show(id).await;
        assert_eq!((purchase.status, purchase.reason.as_deref()), (status, reason), "{told}");
        let invoices = usize::from(status == Paid);
        assert_eq!(purchase.invoices.len(), invoices, "{told}");
        credited = credited + purchase.credited;
    }
    let balance = accounts::owner(&mut world.app.db.read().await.unwrap(), world.account).await.unwrap().balance;
    assert_eq!((balance, credited), (Credits::whole(300), Credits::whole(300)));
    world.proven().await;
}

#[tokio::test]
async fn a_bank_has_no_say_in_what_is_not_its_own() {
    let world = world().await;
    assert_eq!(world.tell(PurchaseId(7), paid(480, "EUR")).await, Applied::Unchanged);
    let transfer = world.buy(PaymentMethod::Transfer).await;
    assert_eq!(world.tell(transfer, paid(480, "EUR")).await, Applied::Unchanged);
    assert_eq!(world.show(transfer).await.status, PurchaseStatus::Pending);
    let card = world.buy(PaymentMethod::Card).await;
    let [first, second] = [world.tell(card, paid(480, "EUR")), world.tell(card, paid(480, "EUR"))];
    let (first, second) = tokio::join!(first, second);
    assert!([first, second].contains(&Applied::Changed) && first != second, "at once: {first:?} {second:?}");
    world.proven().await;
}

#[tokio::test]
async fn a_refund_that_failed_stays_failed_until_it_is_paid_by_hand() {
    use RefundStatus::{Done, Failed};
    let world = world().await;
    let id = world.buy(PaymentMethod::Card).await;
    world.tell(id, paid(480, "EUR")).await;
    let done = |refund| Outcome::RefundDone { refund };
    let failed = |refund| Outcome::RefundFailed { refund, reason: "card_closed".to_owned() };
    let statuses = [
        (vec![true], Done),
        (vec![false], Failed),
        (vec![true, false], Failed),
        (vec![false, true], Failed),
        (vec![true, true], Done),
    ];
    for (words, status) in statuses {
        let refund = world.refund(id, Credits::whole(1)).await;
        for word in &words {
            world.tell(id, if *word { done(refund) } else { failed(refund) }).await;
        }
        assert_eq!(world.show(id).await.refunds.last().unwrap().status, status, "{words:?}");
    }
    let origin = Origin { address: String::new(), device: String::new() };
    let refund = world.show(id).await.refunds[1].id;
    let settle = async || {
        transact(&world.app.db, async |tx| refund::settle(tx, &world.app, id, refund, world.account, &origin).await)
            .await
    };
    settle().await.unwrap();
    world.tell(id, failed(refund)).await;
    assert_eq!(world.show(id).await.refunds[1].status, Done, "the operator's word is the last");
    // While the bank is to be asked, nobody pays by hand beside it.
    let asked = world.refund(id, Credits::whole(1)).await;
    let early =
        transact(&world.app.db, async |tx| refund::settle(tx, &world.app, id, asked, world.account, &origin).await);
    assert!(matches!(early.await, Err(super::Error::Status(_))));
    // Another purchase's word changes nothing here.
    let other = world.buy(PaymentMethod::Card).await;
    assert_eq!(world.tell(other, done(asked)).await, Applied::Unchanged);
    world.proven().await;
}

#[tokio::test]
async fn cards_that_nobody_paid_expire() {
    let world = world().await;
    let (card, transfer) = (world.buy(PaymentMethod::Card).await, world.buy(PaymentMethod::Transfer).await);
    let sweep = async || {
        let now = world.app.clock.now().millis();
        transact(&world.app.db, async |tx| expire(tx, now).await).await.unwrap()
    };
    world.hand.fetch_add(CARD_MILLIS + 1, Ordering::SeqCst);
    assert_eq!(sweep().await, 0, "the bank may have a last word");
    world.hand.fetch_add(3600 * 1000, Ordering::SeqCst);
    assert_eq!((sweep().await, sweep().await), (1, 0));
    assert_eq!(world.show(card).await.status, PurchaseStatus::Expired);
    assert_eq!(world.show(transfer).await.status, PurchaseStatus::Pending);
    world.tell(card, paid(480, "EUR")).await;
    assert_eq!(world.show(card).await.status, PurchaseStatus::Paid, "late money counts");
    world.proven().await;
}
