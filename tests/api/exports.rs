//! Lists as files: whole, in order, in the account's language, harmless, and given back when nobody reads.

use std::io::Cursor;

use calamine::{Data, DataType as _, Reader as _, Xlsx};
use openapi::ProblemCode;
use openapi::campaigns::Campaign;
use openapi::contacts::{NewConsent, NewContact};
use openapi::messages::MessageStatus;
use reqwest::{Method, Response};
use serde_json::{Value, json};
use tests::client::to_group;
use tests::{Client, Database, Platform};

tests::on_both!(
    what_goes_out_comes_in_again,
    each_language_writes_its_own,
    no_cell_is_a_formula,
    a_workbook_says_what_a_cell_is,
    filters_are_those_of_the_list,
    messages_and_campaigns_and_movements,
    refused_rows_can_be_mended,
    many_rows_whole_and_in_order,
    strangers_get_nothing
);

const ACCENTED: &str = "Zoé";

/// A file, as it was answered.
struct File {
    kind: String,
    name: String,
    bytes: Vec<u8>,
}

impl File {
    /// The rows of a CSV file, its header first.
    fn rows(&self, separator: u8) -> Vec<Vec<String>> {
        let text = self.bytes.strip_prefix("\u{feff}".as_bytes()).expect("Excel knows UTF-8 by its mark");
        let mut reader =
            csv::ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text);
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    /// The rows of a workbook's first sheet.
    fn sheet(&self) -> Vec<Vec<Data>> {
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(self.bytes.clone())).unwrap();
        book.worksheet_range_at(0).unwrap().unwrap().rows().map(<[Data]>::to_vec).collect()
    }
}

async fn open(client: &Client, path: &str) -> Response {
    client.request(Method::GET, path).send().await.unwrap()
}

async fn file(client: &Client, path: &str) -> File {
    let answer = open(client, path).await;
    let header = |name: &str| answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap();
    assert_eq!((answer.status().as_u16(), header("cache-control").as_str()), (200, "no-store"), "{path}");
    let (kind, name) = (header("content-type"), header("content-disposition"));
    File { kind, name, bytes: answer.bytes().await.unwrap().to_vec() }
}

async fn speak(client: &Client, locale: &str) {
    let _: Value = client.patch("/account", &json!({ "locale": locale, "time_zone": "Europe/Paris" })).await.unwrap();
}

/// A contact with everything, and one with nothing but its number.
async fn two_contacts(client: &Client) {
    let group = client.add_group("Regulars").await.unwrap();
    let whole = NewContact {
        mobile: "+33612345601".to_owned(),
        last_name: Some("Martin".to_owned()),
        first_name: Some(ACCENTED.to_owned()),
        email: Some("zoe@example.org".to_owned()),
        company: Some("Pain; vin, \"fromage\"".to_owned()),
        fields: Some([("Ville".to_owned(), "Nîmes".to_owned())].into()),
        groups: Some(vec![group.id]),
        consent: Some(NewConsent { source: "Shop".to_owned(), at: None }),
    };
    let _: Value = client.post("/contacts", &whole).await.unwrap();
    client.add_contact("+4915112345678", "").await.unwrap();
    let _: Value = client.post("/blacklist", &json!({ "numbers": ["+4915112345678"] })).await.unwrap();
}

async fn what_goes_out_comes_in_again(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    two_contacts(&bakery).await;
    let file = file(&bakery, "/contacts/export").await;
    let florist = platform.account("florist", 0).await;
    let import = florist.upload("contacts.csv", file.bytes).await.unwrap();
    let job = florist.run_import(&import, None).await.unwrap();
    florist.wait_for_job(job).await;
    let told = |contacts: Vec<openapi::contacts::Contact>| {
        let mut told: Vec<_> = contacts
            .into_iter()
            .map(|one| (one.mobile.to_string(), one.last_name, one.first_name, one.email, one.company))
            .collect();
        told.sort();
        told
    };
    assert_eq!(told(florist.contacts().await), told(bakery.contacts().await));
}

async fn each_language_writes_its_own(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    two_contacts(&bakery).await;
    speak(&bakery, "fr").await;
    let french = file(&bakery, "/contacts/export").await;
    assert_eq!(french.kind, "text/csv; charset=utf-8; header=present");
    assert!(french.name.starts_with("attachment; filename=\"contacts "), "{}", french.name);
    let rows = french.rows(b';');
    assert_eq!(
        rows[0],
        [
            "Mobile",
            "Nom",
            "Prénom",
            "E-mail",
            "Société",
            "Ville",
            "Groupes",
            "Pays",
            "Liste noire",
            "Source du consentement",
            "Date du consentement",
            "Ajouté le",
            "Modifié le"
        ]
    );
    assert_eq!(rows[1][..9], ["'+4915112345678", "", "", "", "", "", "", "DE", "oui"]);
    assert_eq!(
        rows[2][..9],
        [
            "'+33612345601",
            "Martin",
            ACCENTED,
            "zoe@example.org",
            "Pain; vin, \"fromage\"",
            "Nîmes",
            "Regulars",
            "FR",
            ""
        ]
    );
    assert_eq!(rows[2][9], "Shop");
    // 31/12/2026 23:59:59
    assert!(rows[2][11].len() == 19 && rows[2][11].as_bytes()[2] == b'/', "{}", rows[2][11]);
    assert!(french.bytes.windows(2).filter(|pair| pair == b"\r\n").count() == 3, "three lines, each with its end");

    speak(&bakery, "en").await;
    let rows = file(&bakery, "/contacts/export").await.rows(b',');
    assert_eq!(rows[0][..3], ["Mobile", "Last name", "First name"]);
    assert!(rows[1][8] == "yes" && rows[2][11].as_bytes()[4] == b'-', "{rows:?}");

    let asked = file(&bakery, "/contacts/export?separator=tab&encoding=windows-1252").await;
    assert_eq!(asked.kind, "text/csv; charset=windows-1252; header=present");
    let text: String = asked.bytes.iter().map(|byte| char::from(*byte)).collect();
    assert!(text.contains(&format!("Martin\t{ACCENTED}\t")), "{text}");
    assert_eq!(file(&bakery, "/blacklist/export?separator=%3B").await.rows(b';')[1][..2], ["'+4915112345678", "You"]);

    let wrong = bakery.get::<Value>("/contacts/export?format=pdf").await.unwrap_err();
    assert_eq!((wrong.status.as_u16(), wrong.fields()), (400, vec!["format"]));
    let wrong = bakery.get::<Value>("/contacts/export?colour=red").await.unwrap_err();
    assert_eq!(wrong.code(), ProblemCode::UnknownField);
}

const EVIL: [&str; 5] = ["=HYPERLINK(\"http://evil.example\")", "+1+1", "-1+1", "@SUM(1)", "＝1+1"];

async fn no_cell_is_a_formula(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    for (at, evil) in EVIL.iter().enumerate() {
        bakery.add_contact(&format!("+3361234560{at}"), evil).await.unwrap();
    }
    let rows = file(&bakery, "/contacts/export").await.rows(b';');
    for (evil, row) in EVIL.iter().rev().zip(&rows[1..]) {
        assert_eq!(row[2], format!("'{evil}"));
        for cell in row {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
    }
    let sheet = file(&bakery, "/contacts/export?format=xlsx").await.sheet();
    for (evil, row) in EVIL.iter().rev().zip(&sheet[1..]) {
        assert_eq!(row[2], Data::String((*evil).to_owned()), "a text, as it was written");
    }
}

async fn a_workbook_says_what_a_cell_is(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    two_contacts(&bakery).await;
    let book = file(&bakery, "/contacts/export?format=xlsx").await;
    assert_eq!(book.kind, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    assert!(book.name.contains(".xlsx\""), "{}", book.name);
    let sheet = book.sheet();
    assert_eq!(sheet[0][1], Data::String("Nom".to_owned()));
    assert_eq!(sheet[1][0], Data::String("+4915112345678".to_owned()), "every digit of a number, and its sign");
    assert_eq!(sheet[2][5], Data::String("Nîmes".to_owned()));
    assert!(matches!(sheet[2][11], Data::DateTime(_)), "{:?}", sheet[2][11]);
    let Data::DateTime(added) = &sheet[2][11] else { panic!("a time") };
    // Days since 1899-12-30: within a day of now, whatever the zone.
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs_f64();
    assert!((added.as_f64() - (now / 86_400.0 + 25_569.0)).abs() < 0.5, "{added:?}");
}

async fn filters_are_those_of_the_list(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    two_contacts(&bakery).await;
    let group = bakery.groups().await[0].id;
    for (filter, expected) in [
        (format!("group={group}"), vec!["'+33612345601"]),
        ("q=zoe".to_owned(), vec!["'+33612345601"]),
        ("q=4915".to_owned(), vec!["'+4915112345678"]),
        ("q=nobody".to_owned(), vec![]),
    ] {
        let rows = file(&bakery, &format!("/contacts/export?{filter}")).await.rows(b';');
        let found: Vec<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
        assert_eq!(found, expected, "{filter}");
    }
    let sheet = file(&bakery, "/contacts/export?format=xlsx&q=nobody").await.sheet();
    assert_eq!(sheet.len(), 1, "a header, and nobody below");
    let missing = bakery.get::<Value>("/contacts/export?group=1").await.unwrap_err();
    assert_eq!(missing.code(), ProblemCode::NotFound);
}

/// A campaign to two people, one of them on the blacklist, named as no file may be.
async fn sent_campaign(client: &Client) -> Campaign {
    two_contacts(client).await;
    let csv = "mobile;first_name\n+33612345601;Zoé\n+4915112345678;Max\n";
    client.import_csv(csv, "Everybody").await;
    let group = client.groups().await.into_iter().find(|group| group.name == "Everybody").unwrap();
    let mut campaign = to_group(group.id, "=Hello $first_name");
    campaign.name = Some("Été/2026".to_owned());
    let campaign = client.create_campaign(&campaign).await.unwrap();
    client.wait_until_finished(campaign.id).await
}

async fn messages_and_campaigns_and_movements(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let campaign = sent_campaign(&bakery).await;
    let single = bakery.send("+33612345601", "By itself").await.unwrap();
    bakery.wait_for_message(single.id, MessageStatus::Received).await;

    let rows = file(&bakery, "/messages/export").await.rows(b';');
    assert_eq!((rows[0][1].as_str(), rows.len()), ("Numéro", 4));
    assert_eq!((rows[1][2].as_str(), rows[1][3].as_str(), rows[1][9].as_str()), ("By itself", "Reçu", ""));
    let skipped = rows.iter().find(|row| row[3] == "Non envoyé").unwrap();
    assert_eq!((skipped[1].as_str(), skipped[4].as_str()), ("'+4915112345678", "Sur la liste noire"));
    assert_eq!((skipped[2].as_str(), skipped[9].as_str()), ("'=Hello $first_name", "Été/2026"));
    let rows = file(&bakery, "/messages/export?status=skipped").await.rows(b';');
    assert_eq!(rows.len(), 2);

    let report = file(&bakery, &format!("/campaigns/{}/export", campaign.id)).await;
    assert!(report.name.contains("filename*=UTF-8''campagne%20%C3%89t%C3%A9%202026%20"), "{}", report.name);
    let rows = report.rows(b';');
    assert_eq!(rows[0][..2], ["Numéro", "État"]);
    assert_eq!((rows.len(), rows[1][0].as_str(), rows[2][0].as_str()), (3, "'+33612345601", "'+4915112345678"));
    let sheet = file(&bakery, &format!("/campaigns/{}/export?format=xlsx&status=skipped", campaign.id)).await.sheet();
    assert_eq!((sheet.len(), &sheet[1][1]), (2, &Data::String("Non envoyé".to_owned())));

    platform.account("florist", 0).await;
    let _: Value = bakery.post("/transfers", &json!({ "to": "florist", "credits": "1.25" })).await.unwrap();
    let rows = file(&bakery, "/movements/export").await.rows(b';');
    let movements: Value = bakery.get("/movements").await.unwrap();
    assert_eq!(rows.len() - 1, movements["items"].as_array().unwrap().len());
    // An amount is a number that can be summed, also below zero.
    assert_eq!(
        (rows[1][1].as_str(), rows[1][2].as_str(), rows[1][5].as_str()),
        ("Transfert envoyé", "-1,25", "florist")
    );
    assert_eq!(rows[2][1], "Messages envoyés");
    let sheet = file(&bakery, "/movements/export?format=xlsx").await.sheet();
    let sum: f64 = sheet[1..].iter().map(|row| row[2].get_float().unwrap()).sum();
    assert!((sum - bakery.balance().await.to_string().parse::<f64>().unwrap()).abs() < 1e-6, "{sum}");
}

async fn refused_rows_can_be_mended(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let csv = "mobile;last_name\n0612345601;Martin\nnot a number;=Durand\n;Petit\n";
    let import = bakery.upload("clients.csv", csv.as_bytes().to_vec()).await.unwrap();
    let job = bakery.run_import(&import, None).await.unwrap();
    bakery.wait_for_job(job).await;
    let address = format!("/imports/{}/refused", import.id);
    let page: Value = bakery.get(&address).await.unwrap();
    assert_eq!(page["items"].as_array().unwrap().len(), 2);
    let rows = file(&bakery, &format!("{address}?format=csv")).await.rows(b';');
    assert_eq!(rows[0], ["Ligne", "Motif", "mobile", "last_name"]);
    assert_eq!(rows[1], ["3", "Pas un numéro de téléphone", "not a number", "'=Durand"]);
    assert_eq!(rows[2], ["4", "Pas de numéro de mobile", "", "Petit"]);
    assert_eq!(rows.len(), 3);
    let sheet = file(&bakery, &format!("{address}?format=xlsx")).await.sheet();
    assert_eq!(sheet[2][3], Data::String("Petit".to_owned()));
}

/// Twenty pages, and more than the buffers of a connection hold.
const ROWS: usize = 20_000;

async fn many_rows_whole_and_in_order(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let note = "x".repeat(450);
    let mut csv = "mobile;first_name;note\n".to_owned();
    for row in 0..ROWS {
        csv.push_str(&format!("+336{:08};Client {row};{note}\n", row + 10_000_000));
    }
    let import = bakery.upload("contacts.csv", csv.into_bytes()).await.unwrap();
    let mut run: openapi::imports::ImportRun =
        serde_json::from_value(json!({ "mapping": { "mobile": 0, "first_name": 1 } })).unwrap();
    for at in 1..=3 {
        run.mapping.insert(format!("fields.note {at}"), openapi::imports::ColumnRef::Number(2));
    }
    let job = bakery.run_import_as(import.id, &run).await.unwrap();
    bakery.wait_for_job(job).await;
    let listed: Vec<String> = bakery.contacts().await.iter().map(|contact| contact.mobile.to_string()).collect();

    let rows = file(&bakery, "/contacts/export").await.rows(b';');
    let numbers: Vec<&str> = rows[1..].iter().map(|row| row[0].trim_start_matches('\'')).collect();
    assert!(numbers.len() == ROWS && numbers == listed, "every contact once, in the order of the list");
    let sheet = file(&bakery, "/contacts/export?format=xlsx").await.sheet();
    let numbers: Vec<&str> = sheet[1..].iter().map(|row| row[0].get_string().unwrap()).collect();
    assert!(numbers.len() == ROWS && numbers == listed);

    // Two that nobody reads leave no room for a third; the database answers meanwhile.
    let slow = [open(&bakery, "/contacts/export").await, open(&bakery, "/contacts/export").await];
    let third = bakery.get::<Value>("/contacts/export").await.unwrap_err();
    assert_eq!((third.status.as_u16(), third.code()), (429, ProblemCode::TooManyRequests));
    assert!(third.problem.retry_after.is_some());
    assert_eq!(bakery.contacts().await.len(), ROWS);
    let florist = platform.account("florist", 0).await;
    assert_eq!(file(&florist, "/contacts/export").await.rows(b';').len(), 1, "others are not kept waiting");
    drop(slow);
    let address = "/contacts/export?format=xlsx&q=client%2019999";
    bakery
        .wait("the aborted downloads to be given back", async || {
            let answer = open(&bakery, address).await;
            if answer.status().is_success() { Ok(()) } else { Err(answer.status()) }
        })
        .await;
}

async fn strangers_get_nothing(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 10).await;
    let campaign = sent_campaign(&bakery).await;
    let florist = platform.account("florist", 0).await;
    let refused = florist.get::<Value>(&format!("/campaigns/{}/export", campaign.id)).await.unwrap_err();
    assert_eq!(refused.code(), ProblemCode::NotFound);
    for path in ["/contacts/export", "/blacklist/export", "/messages/export", "/movements/export"] {
        assert_eq!(file(&florist, path).await.rows(b';').len(), 1, "{path}: a header, and nothing of others");
        let nobody = platform.stranger().get::<Value>(path).await.unwrap_err();
        assert_eq!(nobody.status.as_u16(), 401, "{path}");
    }
}
