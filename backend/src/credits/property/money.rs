//! Acts that move credits by themselves: given, transferred, bought and paid back.

use actix_web::FromRequest;
use actix_web::test::TestRequest;
use openapi::credits::NewTransfer;
use openapi::purchases::{NewPurchase, PaymentMethod};
use openapi::{Credits, Euros, MovementId, PurchaseId};

use super::Dice;
use super::acts::World;
use crate::credits::{grant, transfer};
use crate::db::transact;
use crate::http::idempotency::Answer;
use crate::http::{IdempotencyKey, Origin};
use crate::payments::{Money, Notice, Outcome};
use crate::problem::Problem;
use crate::purchases::settle::apply;
use crate::purchases::{create, refund};

impl World {
    pub(super) async fn grant(&self, dice: &mut Dice) -> Result<(), Problem> {
        let credits = Credits::from_ten_thousandths(1 + i64::try_from(dice.below(200_000)).unwrap());
        Ok(grant(&self.app.db, &self.app.ids, &self.app.clock, self.account(dice), credits).await?)
    }

    /// With a key the same request comes once more, now and then at once: credits move once.
    pub(super) async fn transfer(&self, dice: &mut Dice) -> Result<(), Problem> {
        let (from, to) = (self.account(dice), dice.index(self.memory.accounts.len()));
        let reference = format!("transfer {}", dice.roll());
        let new = NewTransfer {
            to: format!("account{to}"),
            credits: Credits::from_ten_thousandths(i64::try_from(dice.below(60_000)).unwrap()),
            reference: Some(reference.clone()),
            eats_committed: dice.percent(50),
        };
        let request = TestRequest::post().insert_header(("Idempotency-Key", reference.replace(' ', "-")));
        let key = IdempotencyKey::extract(&request.to_http_request()).await?;
        let once = async || {
            let (id, now) = (MovementId(self.app.ids.next()), self.now());
            transact(&self.app.db, async |tx| {
                key.once(tx, from, "the same", now, async |tx| {
                    transfer::transfer(tx, id, from, &new, now).await?;
                    Answer::created(&"transferred")
                })
                .await
            })
            .await
        };
        match dice.below(3) {
            0 => once().await.map(|_| ()),
            1 => once().await.and(once().await).map(|_| ()),
            _ => {
                let (first, second) = futures_util::future::join(once(), once()).await;
                first.and(second).map(|_| ())
            }
        }
    }

    pub(super) async fn buy(&self, dice: &mut Dice) -> Result<(), Problem> {
        let (account, id) = (self.account(dice), PurchaseId(self.app.ids.next()));
        let new = NewPurchase { pack: 50, method: PaymentMethod::Card };
        let draft = create::Draft::parse(&mut self.app.db.read().await?, &self.app, account, new).await?;
        let row = transact(&self.app.db, async |tx| create::create(tx, &self.app, account, id, &draft).await).await?;
        self.memory.purchases.lock().unwrap().push((id, row.price().total));
        Ok(())
    }

    fn purchase(&self, dice: &mut Dice) -> Option<(PurchaseId, Euros)> {
        let purchases = self.memory.purchases.lock().unwrap();
        // The latest of them more often: those before have been paid long ago.
        let latest = purchases.len().saturating_sub(6);
        let from = if dice.percent(80) { latest } else { 0 };
        (!purchases.is_empty()).then(|| purchases[from + dice.index(purchases.len() - from)])
    }

    pub(super) async fn notice(&self, dice: &mut Dice) -> Result<(), Problem> {
        let Some((purchase, total)) = self.purchase(dice) else { return Ok(()) };
        let minor = total.cents().unwrap() - i64::from(dice.percent(5));
        let outcome = match dice.below(10) {
            0 => Outcome::Refused { reason: "by chance".to_owned() },
            1 => Outcome::Expired,
            _ => Outcome::Paid(Money { minor, currency: "EUR".to_owned() }),
        };
        let notice = Notice { event: dice.roll().to_string(), purchase: Some(purchase), outcome };
        let say = async || transact(&self.app.db, async |tx| apply(tx, &self.app, &notice).await).await;
        if dice.percent(30) {
            let (first, second) = futures_util::future::join(say(), say()).await;
            first.and(second)?;
        } else {
            say().await?;
        }
        Ok(())
    }

    pub(super) async fn pay_back(&self, dice: &mut Dice) -> Result<(), Problem> {
        let Some((purchase, _)) = self.purchase(dice) else { return Ok(()) };
        let part = Credits::from_ten_thousandths(1 + i64::try_from(dice.below(300_000)).unwrap());
        let credits = dice.percent(70).then_some(part);
        let (operator, origin) = (self.account(dice), Origin { address: String::new(), device: String::new() });
        transact(&self.app.db, async |tx| {
            refund::refund(tx, &self.app, purchase, credits, "by chance", operator, &origin).await
        })
        .await?;
        Ok(())
    }
}
