//! Invoices as a buyer and the operator meet them: issued when the money is there, numbered without a gap whatever happens,
//! and never changed.

use std::process::Command;
use std::time::Duration;

use openapi::accounts::Account;
use openapi::invoices::{Invoice, InvoiceKind, InvoicePage};
use openapi::purchases::{AdminPurchase, Purchase};
use openapi::{Euros, InvoiceId, ProblemCode};
use reqwest::Method;
use serde_json::{Value, json};
use tests::{Client, Database, Platform};

use crate::purchases_admin::buy;

tests::on_both!(
    a_purchase_is_invoiced_when_it_is_paid,
    nothing_of_an_invoice_changes,
    a_credit_note_takes_back,
    strangers_see_none,
    a_server_that_is_killed_leaves_no_gap
);

async fn pay(operator: &Client, purchase: &Purchase) -> Purchase {
    let body = json!({ "received": purchase.price.total });
    let path = format!("/admin/purchases/{}/confirm", purchase.id);
    operator.post::<AdminPurchase>(&path, &body).await.unwrap().purchase
}

async fn invoices(client: &Client) -> Vec<Invoice> {
    client.get::<InvoicePage>("/invoices").await.unwrap().items
}

/// A PDF, its name, and the text on it.
struct Pdf {
    bytes: Vec<u8>,
    disposition: String,
    text: String,
}

async fn pdf(client: &Client, path: &str) -> Pdf {
    let answer = client.request(Method::GET, path).send().await.unwrap();
    assert_eq!(
        (answer.status().as_u16(), answer.headers()["content-type"].to_str().unwrap()),
        (200, "application/pdf")
    );
    let disposition = answer.headers()["content-disposition"].to_str().unwrap().to_owned();
    let bytes = answer.bytes().await.unwrap().to_vec();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &bytes).unwrap();
    let read =
        Command::new("pdftotext").arg("-raw").arg(file.path()).arg("-").output().expect("poppler-utils is there");
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    Pdf { bytes, disposition, text: String::from_utf8(read.stdout).unwrap() }
}

async fn bills(client: &Client, billing: Value) {
    let _: Account = client.patch("/account", &json!({ "billing": billing })).await.unwrap();
}

async fn a_purchase_is_invoiced_when_it_is_paid(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let (operator, _) = platform.operator().await;
    bills(&bakery, json!({ "company": "Boulangerie Lilas", "country": "DE", "vat_number": "DE136695976" })).await;
    let bought = buy(&bakery, 1_000).await;
    let early = bakery.get::<Value>(&format!("/purchases/{}/invoice", bought.id)).await.unwrap_err();
    assert_eq!((early.status.as_u16(), early.code()), (404, ProblemCode::NotFound), "nothing is paid yet");
    assert!(invoices(&bakery).await.is_empty());

    let paid = pay(&operator, &bought).await;
    let listed = invoices(&bakery).await;
    assert_eq!(listed, paid.invoices);
    let [invoice] = listed.as_slice() else { panic!("{listed:?}") };
    assert_eq!((invoice.kind, invoice.purchase_id, invoice.of), (InvoiceKind::Invoice, bought.id, None));
    assert_eq!((invoice.net, invoice.vat, invoice.total), (bought.price.net, Euros::ZERO, bought.price.total));
    assert_eq!(bakery.get::<Invoice>(&format!("/invoices/{}", invoice.id)).await.unwrap(), *invoice);

    let shown = pdf(&bakery, &format!("/invoices/{}/pdf", invoice.id)).await;
    assert_eq!(shown.disposition, format!("inline; filename=\"{}-fr.pdf\"", invoice.number));
    for words in [invoice.number.as_str(), &bought.reference, "Boulangerie Lilas", "Autoliquidation", "par virement"] {
        assert!(shown.text.contains(words), "{words}: {}", shown.text);
    }
    assert!(shown.text.contains("EXEMPLE SANS VALEUR"), "the platform has no seller of its own: {}", shown.text);
    let of_purchase = pdf(&bakery, &format!("/purchases/{}/invoice", bought.id)).await;
    let of_operator = pdf(&operator, &format!("/admin/invoices/{}/pdf", invoice.id)).await;
    assert!(of_purchase.bytes == shown.bytes && of_operator.bytes == shown.bytes);
    let english = pdf(&bakery, &format!("/purchases/{}/invoice?locale=en", bought.id)).await;
    assert!(english.text.contains("Reverse charge"), "{}", english.text);
    let unknown = bakery.get::<Value>(&format!("/invoices/{}/pdf?locale=de", invoice.id)).await.unwrap_err();
    assert_eq!(unknown.fields(), ["locale"]);
}

async fn nothing_of_an_invoice_changes(database: Database) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("seller.toml");
    let seller = "name = \"Lilas\"\naddress = \"1 rue des Lilas\"\npostal_code = \"69001\"\ncity = \"Lyon\"\n\
        country = \"FR\"\nvat_number = \"FR44732829320\"\niban = \"FR7630006000011234567890189\"\n";
    std::fs::write(&file, seller).unwrap();
    let mut platform = Platform::with(database, &[("CHAPPE_SELLER", file.to_str().unwrap())]);
    let bakery = platform.account("bakery", 0).await;
    let (operator, _) = platform.operator().await;
    bills(&bakery, json!({ "company": "Before", "country": "FR" })).await;
    let paid = pay(&operator, &buy(&bakery, 50).await).await;
    let path = format!("/invoices/{}/pdf", paid.invoices[0].id);
    let before = pdf(&bakery, &path).await;
    assert!(before.text.contains("Lilas") && !before.text.contains("SANS VALEUR"), "{}", before.text);

    bills(&bakery, json!({ "company": "After", "country": "US" })).await;
    std::fs::write(&file, seller.replace("Lilas", "Mimosas")).unwrap();
    platform.server.kill();
    platform.server.start_again();
    let after = pdf(&bakery, &path).await;
    assert!(after.bytes == before.bytes, "made once and kept");
    // What is made only now is made of what was frozen then.
    let english = pdf(&bakery, &format!("{path}?locale=en")).await;
    assert!(english.text.contains("Before") && english.text.contains("Lilas"), "{}", english.text);
    assert_eq!(invoices(&bakery).await, paid.invoices);
    let next = pay(&operator, &buy(&bakery, 50).await).await;
    let next = pdf(&bakery, &format!("/invoices/{}/pdf", next.invoices[0].id)).await;
    assert!(next.text.contains("After") && next.text.contains("Mimosas"), "{}", next.text);

    // Two that ask at once for what is not made yet get the same.
    let paid = pay(&operator, &buy(&bakery, 50).await).await;
    let mut asking = tokio::task::JoinSet::new();
    for _ in 0..6 {
        let (bakery, path) = (bakery.clone(), format!("/invoices/{}/pdf", paid.invoices[0].id));
        asking.spawn(async move { pdf(&bakery, &path).await.bytes });
    }
    let made = asking.join_all().await;
    assert!(made.iter().all(|bytes| *bytes == made[0]));
}

async fn a_credit_note_takes_back(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let (operator, _) = platform.operator().await;
    let paid = pay(&operator, &buy(&bakery, 1_000).await).await;
    let body = json!({ "credits": "250", "reason": "Achetés deux fois" });
    let _: AdminPurchase = operator.post(&format!("/admin/purchases/{}/refunds", paid.id), &body).await.unwrap();
    let listed = invoices(&bakery).await;
    let [note, invoice] = listed.as_slice() else { panic!("{listed:?}") };
    assert_eq!((note.kind, note.of, note.purchase_id), (InvoiceKind::CreditNote, Some(invoice.id), paid.id));
    assert_eq!(note.total.to_string(), "19.50");
    let shown = pdf(&bakery, &format!("/invoices/{}/pdf", note.id)).await;
    for words in ["Avoir", note.number.as_str(), &invoice.number, "Achetés deux fois", "19,50"] {
        assert!(shown.text.contains(words), "{words}: {}", shown.text);
    }
    // The purchase's own stays the invoice; pages have an end.
    let own = pdf(&bakery, &format!("/purchases/{}/invoice", paid.id)).await;
    assert!(own.text.contains(&invoice.number) && !own.text.contains(&note.number), "{}", own.text);
    let first: InvoicePage = bakery.get("/invoices?limit=1").await.unwrap();
    let rest: InvoicePage = bakery.get(&format!("/invoices?limit=1&after={}", first.next.unwrap())).await.unwrap();
    assert_eq!((first.items[0].id, rest.items[0].id, rest.next), (note.id, invoice.id, None));
    platform.verify_ledger();
}

async fn strangers_see_none(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let florist = platform.account("florist", 0).await;
    let (operator, _) = platform.operator().await;
    let paid = pay(&operator, &buy(&bakery, 50).await).await;
    let (invoice, nothing) = (paid.invoices[0].id, InvoiceId(1));
    assert!(invoices(&florist).await.is_empty());
    for path in [
        format!("/invoices/{invoice}"),
        format!("/invoices/{invoice}/pdf"),
        format!("/purchases/{}/invoice", paid.id),
        format!("/admin/invoices/{invoice}/pdf"),
    ] {
        let refused = florist.get::<Value>(&path).await.unwrap_err();
        assert_eq!((refused.status.as_u16(), refused.code()), (404, ProblemCode::NotFound), "{path}");
    }
    let refused = operator.get::<Value>(&format!("/admin/invoices/{nothing}/pdf")).await.unwrap_err();
    assert_eq!(refused.status.as_u16(), 404);
    let own = operator.get::<Value>(&format!("/invoices/{invoice}/pdf")).await.unwrap_err();
    assert_eq!(own.status.as_u16(), 404, "an operator is a stranger, too, where it is not acting as one");
}

async fn a_server_that_is_killed_leaves_no_gap(database: Database) {
    const EACH: usize = 12;
    let mut platform = Platform::start(database);
    let (operator, _) = platform.operator().await;
    let mut purchases = Vec::new();
    for id in ["bakery", "florist", "grocer"] {
        let client = platform.account(id, 0).await;
        for _ in 0..EACH {
            purchases.push(buy(&client, 50).await);
        }
    }
    // All at once; those that the end of the server cuts off are asked for again.
    let mut confirming = tokio::task::JoinSet::new();
    for purchase in purchases.clone() {
        let (path, body) =
            (format!("/admin/purchases/{}/confirm", purchase.id), json!({ "received": purchase.price.total }));
        let request = operator.request(Method::POST, &path).json(&body);
        confirming.spawn(async move { drop(request.send().await) });
    }
    let issued =
        |platform: &Platform| platform.database.sql("SELECT COUNT(*) FROM invoice").trim().parse::<usize>().unwrap();
    while issued(&platform) < 5 {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    platform.server.kill();
    confirming.join_all().await;
    let before = issued(&platform);
    platform.server.start_again();
    for purchase in &purchases {
        let body = json!({ "received": purchase.price.total });
        let again = operator.post::<AdminPurchase>(&format!("/admin/purchases/{}/confirm", purchase.id), &body).await;
        if let Err(refused) = again {
            assert_eq!(refused.code(), ProblemCode::Conflict, "it was paid before");
        }
    }
    let mut refunding = tokio::task::JoinSet::new();
    for purchase in purchases.iter().step_by(2) {
        let path = format!("/admin/purchases/{}/refunds", purchase.id);
        let request = operator.request(Method::POST, &path).json(&json!({ "reason": "As agreed" }));
        refunding.spawn(async move { request.send().await.unwrap().status().as_u16() });
    }
    assert!(refunding.join_all().await.iter().all(|status| *status == 201 || *status == 200));

    let numbers = platform.database.sql("SELECT number FROM invoice ORDER BY series DESC, year, seq");
    let numbers: Vec<&str> = numbers.split_whitespace().collect();
    let year = &numbers[0][3..7];
    let of = |series: &str, most: usize| (1..=most).map(|seq| format!("{series}-{year}-{seq:06}")).collect::<Vec<_>>();
    assert_eq!(numbers, [of("FA", 3 * EACH), of("AV", 3 * EACH / 2)].concat(), "{before} before the end");
    platform.verify_ledger();
}
