//! The launch of a campaign to everybody in the book, each greeted by name: resolved, deduplicated, held against the blacklist,
//! rendered, counted, priced and put down. The account has no credits, so nothing leaves meanwhile.

use std::time::{Duration, Instant};

use openapi::campaigns::{Campaign, CampaignStatus, Estimate, NewCampaign};
use openapi::groups::Group;
use openapi::{CampaignId, Credits};
use tests::client::to_group;
use tokio::time::sleep;

use super::import::{Into, NEW, run};
use super::{Book, PATIENCE, bare, people};
use crate::report::Report;
use crate::usage::{Memory, Meter, Process};

const TEXT: &str = "Bonjour $prenom $nom, votre commande vous attend jusqu'à samedi. À bientôt !";

/// What an estimate of a million may take, in milliseconds.
const ESTIMATE: f64 = 10_000.0;

/// What a look at a campaign of a million may take, in milliseconds, and how many looks are counted.
const LOOK: f64 = 5.0;
const LOOKS: usize = 100;

/// What the server may need of memory, in megabytes, however many are sent to.
const MEMORY: f64 = 300.0;

pub async fn measure(book: &mut Book, report: &mut Report) {
    let everybody = book.bakery.groups().await.remove(0);
    let campaign = to_group(everybody.id, TEXT);
    let estimate = estimated(book, &campaign, report).await;
    let id = launched(book, &campaign, &estimate, report).await;
    looked_at(book, id, report).await;
    book.sign_in_again().await;

    let tenth = Into { group: Some("Tenth"), ..NEW };
    run(&book.bakery, "tenth.csv", people::csv(0, book.rows / 10), tenth).await;
    let groups: Vec<Group> = book.bakery.groups().await;
    let tenth = groups.iter().find(|group| group.name == "Tenth").expect("it was made");
    let memory = Memory::watch(Process::new("server", book.platform.server.pid()));
    let (ended, _) = launch(book, &to_group(tenth.id, TEXT)).await;
    assert_eq!(ended.totals.recipients, count(book.rows / 10));
    report.beside(&format!("{}.tenth.server_memory", book.name("launch")), memory.peak(), "MB", MEMORY);
}

async fn estimated(book: &Book, campaign: &NewCampaign, report: &mut Report) -> Estimate {
    let memory = Memory::watch(Process::new("server", book.platform.server.pid()));
    let start = Instant::now();
    let estimate = book.bakery.estimate(campaign).await.expect("it can be priced");
    let milliseconds = start.elapsed().as_secs_f64() * 1_000.0;
    assert_eq!(estimate.recipients, count(book.rows));
    report.beside(&book.name("estimate"), milliseconds, "ms", ESTIMATE);
    report.beside(&format!("{}.server_memory", book.name("estimate")), memory.peak(), "MB", MEMORY);
    estimate
}

async fn launched(book: &Book, campaign: &NewCampaign, estimate: &Estimate, report: &mut Report) -> CampaignId {
    let name = book.name("launch");
    let server = Process::new("server", book.platform.server.pid());
    let processes: Vec<Process> = [server].into_iter().chain(book.engine.process()).collect();
    let (meter, memory) = (Meter::start(&processes), Memory::watch(server));
    let (ended, seconds) = launch(book, campaign).await;
    let (peak, used) = (memory.peak(), meter.stop(book.rows));
    let sent_to = estimate.outcomes.get("to_send").copied().unwrap_or_default();
    assert_eq!((ended.totals.recipients, ended.totals.queued), (count(book.rows), sent_to));
    assert_eq!(ended.credits.estimated, estimate.credits);

    let rows = book.rows as f64;
    report.beside(&name, rows / seconds, "rows/s", rows / bare::insert_messages(book.engine, &book.platform.database));
    report.beside(&format!("{name}.server_memory"), peak, "MB", MEMORY);
    report.used(&name, &used, "us/row");
    ended.id
}

/// From the request until all rows are in; and the campaign as it then stands.
async fn launch(book: &Book, campaign: &NewCampaign) -> (Campaign, f64) {
    assert_eq!(book.bakery.balance().await, Credits::ZERO);
    let draft = NewCampaign { draft: true, ..campaign.clone() };
    let id = book.bakery.create_campaign(&draft).await.expect("it is a draft").id;
    let start = Instant::now();
    book.bakery.launch(id).await.expect("it has recipients");
    loop {
        let campaign = book.bakery.campaign(id).await;
        if campaign.status != CampaignStatus::Launching {
            return (campaign, start.elapsed().as_secs_f64());
        }
        assert!(start.elapsed() < PATIENCE, "the launch stands still: {campaign:?}");
        sleep(Duration::from_millis(25)).await;
    }
}

async fn looked_at(book: &Book, id: CampaignId, report: &mut Report) {
    let mut times = Vec::with_capacity(LOOKS);
    for _ in 0..LOOKS {
        let start = Instant::now();
        book.bakery.campaign(id).await;
        times.push(start.elapsed().as_secs_f64() * 1_000.0);
    }
    report.spread(&book.name("campaign"), &times, "ms", LOOK);
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).expect("it fits")
}
