//! A real headless Chromium, driven by the scripts in `tests/browser/` through playwright-core; and a platform with
//! something on every page, so that what is looked at is not a row of empty lists.

mod nouns;
pub mod reports;
mod shop;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use openapi::campaigns::{CampaignStatus, NewCampaign, Recipients};
use openapi::imports::{ImportMode, ImportRun};
use openapi::messages::MessageStatus;
use serde_json::{Value, json};

use crate::client::{Client, new_campaign, to_numbers};
use crate::platform::{PASSWORD, Platform};
use crate::process::root;

/// Pages for those who are signed out.
const PUBLIC: &[&str] = &["/sign-in", "/sign-up", "/confirm", "/confirm-email", "/forgot-password", "/reset-password"];
/// Pages that are looked at signed in and signed out.
const EVERYBODYS: &[&str] = &["/rates", "/simulator", "/help", "/help/statuses"];
/// Pages that show something else when their address says so.
const VIEWS: &[&str] = &[
    "/contacts?line=mobile&sort=name",
    "/contacts/duplicates?by=email",
    "/contacts/duplicates?by=name",
    "/replies?show=stop",
    "/templates?folder=Samedis",
];
/// Where the pages for operators begin.
const OPERATORS: &str = "/admin/";

/// Where screenshots land: of a walk, and of what a test was looking at when it failed.
pub fn photographs(folder: &str) -> PathBuf {
    root().join("target").join(folder)
}

/// Runs one of the scripts with these settings.
///
/// # Panics
/// When the script fails; the message is all it printed.
pub fn run(script: &str, settings: &[(&str, &str)]) {
    let modules = root().join("tests/node_modules");
    assert!(modules.exists(), "playwright-core is missing: npm ci --prefix tests (`make test` does it)");
    let output = Command::new("node")
        .arg(Path::new("tests/browser").join(script))
        .current_dir(root())
        .envs(settings.iter().copied())
        .stdin(Stdio::null())
        .output()
        .expect("node is installed");
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{script}:\n{printed}{}", String::from_utf8_lossy(&output.stderr));
    println!("{printed}{}", String::from_utf8_lossy(&output.stderr));
}

/// Runs a script that looks at every page of a platform with something on each.
pub async fn visit_everything(platform: &Platform, script: &str, photographs: &Path) {
    let bakery = platform.account("bakery", 500).await;
    let campaign = fill(platform, &bakery).await;
    let draft = draft(&bakery).await;
    let group = bakery.groups().await.remove(0).id.to_string();
    let contact = fill_book(&bakery).await;
    let imports = imports(&bakery).await;
    let template = nouns::fill(platform, &bakery).await;
    let bought = shop::fill(&bakery).await;
    platform.account("operator", 0).await;
    platform.chappe(&["admin", "operator", "add", "operator"]);
    let (operators, others): (Vec<String>, Vec<String>) =
        routes().into_iter().partition(|path| path.starts_with(OPERATORS));
    let mut own: Vec<String> = others
        .iter()
        .filter(|path| !PUBLIC.contains(&path.as_str()) && !path.starts_with("/imports/:"))
        .map(|path| match path.split_once("/:") {
            Some(("/campaigns", "id/edit")) => format!("/campaigns/{draft}/edit"),
            Some(("/campaigns", rest)) => path.replace(&format!(":{rest}"), &campaign),
            Some(("/credits/purchases", rest)) => path.replace(&format!(":{rest}"), &bought.paid),
            Some(("/help", rest)) => path.replace(&format!(":{rest}"), "statuses"),
            Some(("/groups", rest)) => path.replace(&format!(":{rest}"), &group),
            Some(("/contacts", rest)) => path.replace(&format!(":{rest}"), &contact),
            Some(("/templates", rest)) => path.replace(&format!(":{rest}"), &template),
            Some(("/blacklist", rest)) => path.replace(&format!(":{rest}"), "+33612341000"),
            Some((noun, _)) => panic!("{noun} has pages of its own now: make one in fill()"),
            None => path.clone(),
        })
        .chain(VIEWS.iter().map(|path| (*path).to_owned()))
        .collect();
    own.extend(imports);
    own.extend([&bought.refused, &bought.waiting].map(|id| format!("/credits/purchases/{id}")));
    let operators: Vec<String> = operators.into_iter().map(|path| path.replace(":id", &bought.waiting)).collect();
    let settings = [
        ("CHAPPE_ADDRESS", platform.server.address.as_str()),
        ("CHAPPE_SANDBOX", &platform.sandbox().address),
        ("CHAPPE_ACCOUNT", "bakery"),
        ("CHAPPE_PASSWORD", PASSWORD),
        ("CHAPPE_OPERATOR", "operator"),
        ("CHAPPE_PUBLIC_PAGES", &[PUBLIC, EVERYBODYS].concat().join(",")),
        ("CHAPPE_OPERATOR_PAGES", &operators.join(",")),
        ("CHAPPE_PAGES", &own.join(",")),
        ("CHAPPE_OUTPUT", &photographs.display().to_string()),
    ];
    run(script, &settings);
}

/// The web app's addresses, as its router has them.
fn routes() -> Vec<String> {
    let router = std::fs::read_to_string(root().join("frontend/src/route.rs")).expect("the web app has a router");
    let paths = router.split("#[at(\"").skip(1).filter_map(|rest| rest.split('"').next());
    paths.map(str::to_owned).collect()
}

/// A draft with something to say about everything: a number that is typed, a group, fields, one of them unknown, and characters
/// that cost.
async fn draft(bakery: &Client) -> String {
    let groups = bakery.groups().await.iter().take(1).map(|group| group.id).collect();
    let recipients = Recipients { numbers: vec!["+33612345678".to_owned()], groups, ..Recipients::default() };
    let text =
        "Bonjour ${prenom|cher client}, c’est l’été à la boulangerie… Une glace offerte $jour pour 10 € d’achat !";
    let draft = NewCampaign { draft: true, name: Some("Glaces".to_owned()), ..new_campaign(recipients, text) };
    bakery.create_campaign(&draft).await.expect("a draft costs nothing").id.to_string()
}

/// An address book that is lived in: own fields, consent, twins, a fixed line, numbers on the blacklist and off again.
/// Answers the contact to look at.
async fn fill_book(bakery: &Client) -> String {
    for (name, kind) in [("Ville", "text"), ("Points", "number"), ("Anniversaire", "date")] {
        let _: Value = bakery.post("/contact-fields", &json!({ "name": name, "kind": kind })).await.expect("it is new");
    }
    let group = bakery.groups().await.remove(0).id;
    let people = [
        json!({ "mobile": "06 77 88 99 00", "first_name": "Camille", "last_name": "Rousseau", "email": "camille@example.net", "company": "Le Moulin",
            "fields": { "Ville": "Lyon", "Points": "120", "Anniversaire": "1987-03-14" }, "groups": [group], "consent": { "source": "Salon des métiers" } }),
        json!({ "mobile": "06 77 88 99 00", "first_name": "Camille", "company": "Moulin" }),
        json!({ "mobile": "06 77 88 99 01", "first_name": "Camille", "last_name": "Rousseau", "email": "camille@example.net" }),
        json!({ "mobile": "04 78 00 00 00", "last_name": "Mairie de Lyon", "fields": { "Ville": "Lyon" } }),
    ];
    let mut first = None;
    for person in &people {
        let person: Value = bakery.post("/contacts", person).await.expect("its number is one");
        first = first.or_else(|| person["id"].as_str().map(str::to_owned));
    }
    let numbers = json!({ "numbers": ["+33612341000", "+33677889901"] });
    let _: Value = bakery.post("/blacklist", &numbers).await.expect("they are numbers");
    let path = "/blacklist/%2B33612341000?reason=Elle%20l%27a%20demand%C3%A9%20au%20comptoir";
    bakery.delete(path).await.expect("it is on it");
    let _: Value = bakery.post("/blacklist", &numbers).await.expect("they are numbers");
    first.expect("somebody was added")
}

/// The addresses of imports at each step: which column is what, what would happen, what happened.
async fn imports(bakery: &Client) -> Vec<String> {
    let csv = "Nom;Prénom;Portable;Ville;E-mail\n\
        Martin;Zoé;06 12 34 56 01;Brest;zoe@example.org\n\
        Durand;Émile;01 45 45 45 45;Saint-Denis;\n\
        Petit;Anaïs;06 99 99 99 99;Paris;anais@example.org\n\
        Moreau;Hugo;à demander;Lyon;\n\
        Garnier;Inès;0612345601;Lille;ines@example.org\n\
        Roux;Léon;06 12 34;Nice;\n";
    let mut addresses = Vec::new();
    for (name, job, dry_run) in
        [("salon.csv", "", false), ("clients.csv", "check", true), ("fichier.csv", "run", false)]
    {
        let import = bakery.upload(name, csv.as_bytes().to_vec()).await.expect("it is a CSV");
        let mut address = format!("/imports/{}", import.id);
        if !job.is_empty() {
            let run = ImportRun {
                mapping: import.mapping,
                group: Some("Salon".to_owned()),
                blacklist: false,
                mode: ImportMode::Update,
                consent: None,
                dry_run,
            };
            let started = bakery.run_import_as(import.id, &run).await.expect("its columns are known");
            bakery.wait_for_job(started).await;
            address.push_str(&format!("?{job}={started}"));
        }
        addresses.push(address);
    }
    addresses
}

/// A week in the life of a bakery. Answers the campaign to look at.
async fn fill(platform: &Platform, bakery: &Client) -> String {
    let mut csv = "Nom;Prénom;Mobile;E-mail;Société\n".to_owned();
    let (first, last) =
        (["Zoé", "Émile", "Anaïs", "Hugo", "Inès", "Léon"], ["Martin", "Durand", "Petit", "Moreau", "Garnier"]);
    for number in 0..60 {
        let (first, last) = (first[number % first.len()], last[number % last.len()]);
        csv.push_str(&format!(
            "{last};{first};06 12 34 {:02} {number:02};{}@example.org;\n",
            number % 7 + 10,
            first.to_lowercase()
        ));
    }
    bakery.import_csv(&csv, "Habitués").await;
    let group = bakery.groups().await.remove(0).id;
    bakery.add_group("Fournisseurs").await.expect("the name is free");
    let _: Value =
        bakery.post("/blacklist", &json!({ "numbers": ["06 99 99 99 99"] })).await.expect("the number is one");

    // Every way a message can end, a repetition and somebody who asked for silence among them.
    let recipients = Recipients {
        numbers: ["00", "01", "05", "08", "18", "21"]
            .map(|mood| format!("+337999999{mood}"))
            .into_iter()
            .chain(["+33612341000".to_owned(), "+33699999999".to_owned()])
            .collect(),
        groups: vec![group],
        ..Recipients::default()
    };
    let sent = NewCampaign {
        name: Some("Samedi".to_owned()),
        ..new_campaign(recipients, "Bonjour $prenom, la brioche de samedi est au four !")
    };
    let sent = bakery.create_campaign(&sent).await.expect("it is paid for").id;
    bakery.wait_for_campaign(sent, |campaign| campaign.totals.queued + campaign.totals.sending == 0).await;
    let draft = NewCampaign { draft: true, ..to_numbers(["+33612345678"], "À relire avant l'envoi") };
    bakery.create_campaign(&draft).await.expect("a draft costs nothing");
    let later = NewCampaign {
        send_at: Some("2035-12-24T08:00:00Z".parse().expect("a time")),
        ..to_numbers(["+33612345678"], "Joyeux Noël !")
    };
    let later = bakery.create_campaign(&later).await.expect("a date to come");
    assert_eq!(later.status, CampaignStatus::Programmed);

    for (name, mode) in [("Boutique en ligne", "live"), ("Essais", "test")] {
        let key = json!({ "name": name, "scopes": ["read", "send"], "mode": mode });
        let _: Value = bakery.post("/api-keys", &key).await.expect("the session is young");
    }

    let code = bakery.send("+33612345678", "Votre code : 481516").await.expect("it is paid for");
    bakery.wait_for_message(code.id, MessageStatus::Received).await;
    platform.sandbox().reply(code.to, "Merci, à samedi !").await;
    sent.to_string()
}
