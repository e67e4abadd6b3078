//! Simulates a campaign.

use openapi::packs::Pack;
use openapi::simulations::{NewSimulation, SimulatedPack, Simulation};
use openapi::{Credits, Euros};
use sms::Fields;

use super::count::{Count, own_groups, parse, written};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::campaigns::draft::check_written;
use crate::campaigns::price::{Written, composed, sent_template};
use crate::packs;
use crate::problem::Problem;

/// `account`: whose groups they are; only where there are any.
pub async fn simulate(app: &App, account: Option<AccountKey>, new: &NewSimulation) -> Result<Simulation, Problem> {
    let NewSimulation { kind, text, with_sender, countries, groups } = new;
    let people = parse(countries)?;
    check_written(app, *kind, text, false)?;
    let now = app.clock.now().millis();
    let written = written(text, *kind, *with_sender, now);
    let parts = parts(app, written)?;
    let rates = app.rates.at(now);
    let mut count = Count::default();
    count.add_people(&people, |country| Some(rates.part(country, *kind, *with_sender)? * parts));
    if let Some(account) = account.filter(|_| !groups.is_empty()) {
        let sources = own_groups(app, account, groups).await?;
        let _slot = app.estimates.take(account)?;
        count.add_groups(app, account, written, &sources).await?;
    }
    let credits = count.credits();
    let packs = packs::list(&mut app.db.read().await?).await?;
    Ok(Simulation {
        parts,
        recipients: count.recipients(),
        skipped: count.skipped,
        by_country: count.by_country(),
        credits,
        cheapest: cheapest(&packs, credits),
        packs: packs.into_iter().map(|pack| simulated(pack, credits)).collect(),
    })
}

/// Of a message to somebody who is not known: what is to be filled in counts as it is written.
fn parts(app: &App, written: Written<'_>) -> Result<i64, Problem> {
    let template = sent_template(app, written, &[]);
    let template = if template.is_plain() {
        template
    } else {
        // Said to the letter, with a link as long as each of those that `$stop` becomes.
        sms::Template::parse(&sms::Template::parse(&template.replace_opt_out()).literal())
    };
    let (_, parts) = composed(&template, written.kind, &Fields::default())
        .map_err(|(code, message)| Problem::field("text", code, message))?;
    Ok(i64::from(parts))
}

fn covers(pack: Pack, credits: Credits) -> bool {
    Credits::whole(pack.credits) >= credits
}

/// By what the pack costs, not by its size: the operator may sell a larger one for less.
fn cheapest(packs: &[Pack], credits: Credits) -> Option<i64> {
    let enough = packs.iter().filter(|pack| covers(**pack, credits));
    enough.min_by_key(|pack| (pack.price, pack.credits)).map(|pack| pack.credits)
}

fn simulated(pack: Pack, credits: Credits) -> SimulatedPack {
    let cost = credits.decimal().checked_mul(pack.unit_price.decimal()).and_then(Euros::rounded);
    // What could not be told in euros is beyond any pack.
    SimulatedPack { pack, covers: covers(pack, credits), cost: cost.unwrap_or_default() }
}
