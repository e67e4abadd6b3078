//! Mail: letters that leave by a real mail server, and those that stay in the data folder.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use openapi::ProblemCode;
use openapi::accounts::Account;
use openapi::platform::Platform as Facts;
use reqwest::{Method, StatusCode};
use serde_json::json;
use tests::letters::Letters;
use tests::mailbox::{self, Mailbox};
use tests::platform::PASSWORD;
use tests::{Client, Database, Platform, Refused, Server};

tests::on_both!(
    the_welcome_letter_opens_the_account,
    a_mail_server_that_comes_late_misses_nothing,
    what_is_out_of_date_does_not_leave,
    who_is_refused_holds_nobody_up,
    what_is_the_operators_to_mend_waits,
    what_waits_for_days_is_given_up,
    a_letter_of_a_dead_server_is_sent_by_the_next,
    a_reset_for_nobody_goes_nowhere,
    the_folder_and_its_page
);

/// Less than this is at once: no time-out of a mail server, no second try.
const AT_ONCE: Duration = Duration::from_secs(5);

/// Waits until a statement answers this.
async fn becomes(platform: &Platform, statement: &str, wanted: &str) {
    let look = async || match platform.database.sql(statement) {
        seen if seen == wanted => Ok(()),
        seen => Err(seen),
    };
    platform.stranger().wait(&format!("{statement} to be {wanted}"), look).await;
}

const WAITING: &str = "SELECT COUNT(*) FROM mail";
const UNTRIED: &str = "SELECT COUNT(*) FROM mail WHERE tries = 0 OR lease_until > 0";
/// Those that a mail server has not taken.
const PUT_BACK: &str = "SELECT COUNT(*) FROM mail WHERE tries > 0 AND lease_until = 0";
const TRY_AGAIN: &str = "UPDATE mail SET due_at = 0";

async fn confirm(client: &Client, token: &str) -> Result<(), Refused> {
    client.post("/accounts/confirmations", &json!({ "token": token })).await
}

fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since.as_millis()).unwrap()
}

/// A row of the queue: a welcome letter that was queued then, leased until then.
fn queue(database: &Database, account: &str, queued_at: i64, number: i64, lease_until: i64) {
    // As ids are made: milliseconds since 2026, ten bits of node, twelve of counter.
    let id = ((queued_at - 1_767_225_600_000) << 22) + number;
    database.sql(&format!(
        "INSERT INTO mail (id, public_id, letter, due_at, tries, lease_until)
         VALUES ({id}, '{account}', '{{\"kind\":\"welcome\"}}', 0, 0, {lease_until})"
    ));
}

async fn the_welcome_letter_opens_the_account(database: Database) {
    let mailbox = Mailbox::with_login("chappe:s3cret-word");
    let settings = [
        ("CHAPPE_SMTP_URL", mailbox.url_for("chappe:s3cret-word")),
        ("CHAPPE_PUBLIC_URL", "https://sms.example.org/".to_owned()),
        ("CHAPPE_CONTACT", "help@example.org".to_owned()),
        ("RUST_LOG", "trace".to_owned()),
    ];
    let platform = Platform::with(database, &settings.each_ref().map(|(name, value)| (*name, value.as_str())));
    let bakery = platform.newcomer("bakery").await;
    let letter = mailbox.letters.wait_for("bakery@example.org", 1).await;
    assert_eq!((letter.from.as_str(), letter.language.as_str()), ("no-reply@sms.example.org", "fr"));
    assert_eq!(letter.subject, "Confirmez votre adresse e-mail");
    let token = letter.token().expect("it has a link");
    let link = format!("https://sms.example.org/confirm?token={token}");
    assert!(letter.text.lines().any(|line| line == link), "{}", letter.text);
    assert!(letter.html.contains(&format!("href=\"{link}\"")), "{}", letter.html);
    assert!(letter.text.contains("help@example.org") && letter.text.contains("bakery"), "{}", letter.text);
    confirm(&bakery, &token).await.unwrap();
    assert!(bakery.account().await.confirmed);
    assert_eq!(confirm(&bakery, &token).await.unwrap_err().code(), ProblemCode::LinkUsed);

    let english =
        json!({ "account_id": "florist", "email": "florist@example.org", "password": PASSWORD, "locale": "en" });
    let _: Account = platform.stranger().post("/accounts", &english).await.unwrap();
    let other = mailbox.letters.wait_for("florist@example.org", 1).await;
    assert_eq!((other.subject.as_str(), other.language.as_str()), ("Confirm your e-mail address", "en"));
    assert_ne!(other.id, letter.id);
    let log = platform.server.log();
    assert!(log.contains("a letter was sent") && log.contains("florist"), "{log}");
    for secret in ["s3cret-word", &token, &other.token().unwrap()] {
        assert!(!log.contains(secret), "{secret} stands in the log");
    }
}

async fn a_mail_server_that_comes_late_misses_nothing(database: Database) {
    let port = mailbox::free_port();
    let platform = Platform::with(database, &[("CHAPPE_SMTP_URL", &mailbox::url(port))]);
    let (client, ids) = (platform.stranger(), ["bakery", "florist", "butcher"]);
    for id in ids {
        let begun = Instant::now();
        client.sign_up(id, PASSWORD).await.unwrap();
        assert!(begun.elapsed() < AT_ONCE, "a request does not wait for a mail server: {:?}", begun.elapsed());
    }
    becomes(&platform, PUT_BACK, "3").await;
    // What waits is no secret, and neither is a copy of the database.
    let rows = platform.database.sql("SELECT letter FROM mail");
    assert_eq!(rows.lines().collect::<Vec<_>>(), [r#"{"kind":"welcome"}"#; 3]);
    let mailbox = Mailbox::start_on(port);
    for id in ids {
        let letter = mailbox.letters.wait_for(&format!("{id}@example.org"), 1).await;
        confirm(&client, &letter.token().unwrap()).await.unwrap();
    }
    becomes(&platform, WAITING, "0").await;
    assert_eq!(mailbox.letters.all().len(), 3);
}

async fn what_is_out_of_date_does_not_leave(database: Database) {
    let port = mailbox::free_port();
    let platform = Platform::with(database, &[("CHAPPE_SMTP_URL", &mailbox::url(port))]);
    let bakery = platform.account("bakery", 0).await;
    for address in ["first@example.org", "second@example.org"] {
        let _: Account = bakery.patch("/account", &json!({ "email": address })).await.unwrap();
    }
    platform.stranger().sign_up("florist", PASSWORD).await.unwrap();
    platform.stranger().sign_up("butcher", PASSWORD).await.unwrap();
    becomes(&platform, UNTRIED, "0").await;
    platform.database.sql("UPDATE account SET confirmed = TRUE WHERE public_id = 'florist'");
    platform.database.sql("UPDATE account SET disabled_at = 1 WHERE public_id = 'butcher'");
    let mailbox = Mailbox::start_on(port);
    platform.database.sql(TRY_AGAIN);
    mailbox.letters.wait_for("second@example.org", 1).await;
    becomes(&platform, WAITING, "0").await;
    for nobody in ["first@example.org", "florist@example.org", "butcher@example.org"] {
        assert!(mailbox.letters.to(nobody).is_empty(), "{nobody}");
    }
    assert_eq!(mailbox.letters.to("bakery@example.org").len(), 2, "the old address is told of both");
}

async fn who_is_refused_holds_nobody_up(database: Database) {
    let mailbox = Mailbox::start();
    let platform = Platform::with(database, &[("CHAPPE_SMTP_URL", &mailbox.url())]);
    for id in ["refused", "refused-too", "bakery"] {
        platform.stranger().sign_up(id, PASSWORD).await.unwrap();
    }
    mailbox.letters.wait_for("bakery@example.org", 1).await;
    becomes(&platform, WAITING, "0").await;
    assert_eq!(mailbox.letters.all().len(), 1);
    let log = platform.server.log();
    assert_eq!(log.matches("a letter was refused for good").count(), 2, "{log}");
}

async fn what_is_the_operators_to_mend_waits(database: Database) {
    let mailbox = Mailbox::with_login("chappe:right");
    let (wrong, right) = (mailbox.url_for("chappe:wrong"), mailbox.url_for("chappe:right"));
    let mut platform = Platform::with(database, &[("CHAPPE_SMTP_URL", &wrong)]);
    platform.stranger().sign_up("bakery", PASSWORD).await.unwrap();
    becomes(&platform, PUT_BACK, "1").await;
    assert_eq!(platform.server.stop(), Some(0));
    platform.database.sql("UPDATE mail SET due_at = 0, tries = 0");
    let refused = [("CHAPPE_SMTP_URL", right.as_str()), ("CHAPPE_MAIL_FROM", "Shop <refused@example.org>")];
    platform.server = Server::start(&platform.database, &refused);
    becomes(&platform, PUT_BACK, "1").await;
    assert_eq!(platform.server.stop(), Some(0));
    platform.database.sql(TRY_AGAIN);
    let mended = [("CHAPPE_SMTP_URL", right.as_str()), ("CHAPPE_MAIL_FROM", "Shop <shop@example.org>")];
    platform.server = Server::start(&platform.database, &mended);
    assert_eq!(mailbox.letters.wait_for("bakery@example.org", 1).await.from, "shop@example.org");
}

async fn what_waits_for_days_is_given_up(database: Database) {
    let platform = Platform::with(database, &[("CHAPPE_SMTP_URL", &mailbox::url(mailbox::free_port()))]);
    platform.stranger().sign_up("bakery", PASSWORD).await.unwrap();
    becomes(&platform, PUT_BACK, "1").await;
    queue(&platform.database, "bakery", now() - 73 * 3600 * 1000, 0, 0);
    becomes(&platform, WAITING, "1").await;
    assert!(platform.server.log().contains("is given up"), "{}", platform.server.log());
    // A newer node's letter is left to it.
    platform.database.sql(r#"UPDATE mail SET letter = '{"kind":"of tomorrow"}', due_at = 0, tries = 0"#);
    becomes(&platform, PUT_BACK, "1").await;
    assert!(platform.server.log().contains("cannot read"), "{}", platform.server.log());
}

async fn a_letter_of_a_dead_server_is_sent_by_the_next(database: Database) {
    let mailbox = Mailbox::start();
    let mut platform = Platform::with(database, &[("CHAPPE_SMTP_URL", &mailbox.url())]);
    platform.stranger().sign_up("bakery", PASSWORD).await.unwrap();
    mailbox.letters.wait_for("bakery@example.org", 1).await;
    becomes(&platform, WAITING, "0").await;
    // As if it had been killed while it sent this one.
    queue(&platform.database, "bakery", now(), 1, now() + 3_600_000);
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(mailbox.letters.all().len(), 1, "a leased letter is left alone");
    platform.server.kill();
    platform.server.start_again();
    if platform.database.is_postgres() {
        // There may be other nodes: only the lease tells.
        platform.database.sql(&format!("UPDATE mail SET lease_until = {}", now() - 1));
    }
    mailbox.letters.wait_for("bakery@example.org", 2).await;
}

#[tokio::test]
async fn two_nodes_send_each_letter_once() {
    const LETTERS: i64 = 60;
    let (mailbox, database) = (Mailbox::start(), Database::postgres());
    let url = mailbox.url();
    let platform = Platform::with(database, &[("CHAPPE_SMTP_URL", &url), ("CHAPPE_ROLE", "api")]);
    platform.stranger().sign_up("bakery", PASSWORD).await.unwrap();
    for number in 1..LETTERS {
        queue(&platform.database, "bakery", now(), number, 0);
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert!(mailbox.letters.all().is_empty(), "a node of role `api` sends nothing");
    let sandbox = platform.server.sandbox.clone().expect("the first node has one");
    let worker = [("CHAPPE_SMTP_URL", url.as_str()), ("CHAPPE_ROLE", "worker"), ("CHAPPE_SANDBOX_URL", &sandbox)];
    let nodes = [(); 2].map(|()| Server::start(&platform.database, &worker));
    becomes(&platform, WAITING, "0").await;
    let ids: Vec<i64> = mailbox.letters.all().iter().map(|letter| letter.id).collect();
    let mut distinct = ids.clone();
    distinct.dedup();
    assert_eq!((ids.len(), distinct.len()), (60, 60), "{ids:?}");
    assert!(nodes.iter().all(|node| node.log().contains("a letter was sent")), "both have sent some");
}

async fn a_reset_for_nobody_goes_nowhere(database: Database) {
    let mailbox = Mailbox::start();
    let platform = Platform::with(database, &[("CHAPPE_SMTP_URL", &mailbox.url())]);
    let bakery = platform.account("bakery", 0).await;
    let ask = async |id: &str| {
        let request = bakery.request(Method::POST, "/password-resets").json(&json!({ "account_id": id }));
        let answer = request.send().await.unwrap();
        (answer.status(), answer.text().await.unwrap())
    };
    let (unknown, known) = (ask("nobody").await, ask("bakery").await);
    assert_eq!(unknown, known, "the answer does not tell whether an account exists");
    assert_eq!(known.0, StatusCode::ACCEPTED);
    let letter = mailbox.letters.wait_for("bakery@example.org", 1).await;
    assert!(letter.text.contains("127.0.0.1"), "from where: {}", letter.text);
    becomes(&platform, WAITING, "0").await;
    assert_eq!(mailbox.letters.all().len(), 1);
    let set = async || {
        let confirmation = json!({ "token": letter.token().unwrap(), "new": "another long password" });
        bakery.post::<()>("/password-resets/confirmations", &confirmation).await
    };
    platform.database.sql("UPDATE link SET expires_at = 1");
    assert_eq!(set().await.unwrap_err().code(), ProblemCode::LinkExpired);
    platform.database.sql(&format!("UPDATE link SET expires_at = {}", now() + 60_000));
    set().await.unwrap();
    assert_eq!(set().await.unwrap_err().code(), ProblemCode::LinkUsed);
}

/// A page's status and text, asked for with these headers.
async fn page(platform: &Platform, path: &str, headers: &[(&str, &str)]) -> (u16, String) {
    let mut request = reqwest::Client::new().get(format!("{}{path}", platform.server.address));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

async fn shown_at(platform: &Platform) -> Option<String> {
    platform.stranger().get::<Facts>("/platform").await.unwrap().mail
}

async fn the_folder_and_its_page(database: Database) {
    let mut platform = Platform::start(database);
    platform.stranger().sign_up("bakery", PASSWORD).await.unwrap();
    let letter = Letters::of(&platform.database).wait_for("bakery@example.org", 1).await;
    let token = letter.token().unwrap();
    // People find the link with plain tools.
    let file = platform.database.data().join(format!("mail/{}.eml", letter.id));
    let mut grep = std::process::Command::new("grep");
    let found = grep.args(["-oa", "http[^ ]*token=[A-Za-z0-9]*"]).arg(file).output().unwrap().stdout;
    let port = platform.server.address.rsplit(':').next().unwrap().to_owned();
    let link = format!("http://localhost:{port}/confirm?token={token}");
    assert_eq!(String::from_utf8(found).unwrap().trim(), link);

    assert_eq!(shown_at(&platform).await.as_deref(), Some("/api/mail"));
    let (status, list) = page(&platform, "/api/mail", &[]).await;
    assert_eq!(status, 200);
    assert!(list.contains(&letter.subject) && list.contains("bakery@example.org"), "{list}");
    assert!(!list.contains(&token), "{list}");
    let path = format!("/api/mail/{}", letter.id);
    let (status, shown) = page(&platform, &path, &[]).await;
    assert_eq!(status, 200);
    assert!(list.contains(&path) && shown.contains(&format!("<a href=\"{link}\">")), "{shown}");
    assert_eq!(page(&platform, "/api/mail/page.css", &[]).await.0, 200);
    for path in ["/api/mail/1", "/api/mail/..%2Fchappe", "/api/mail/x", "/api/mail/%2Fetc%2Fpasswd"] {
        assert_eq!(page(&platform, path, &[]).await.0, 404, "{path}");
    }
    let foreign = [("host", "chappe.example.org"), ("x-forwarded-for", "127.0.0.1"), ("forwarded", "for=127.0.0.1")];
    for header in foreign {
        for path in ["/api/mail", &path, "/api/mail/page.css"] {
            let (status, text) = page(&platform, path, &[header]).await;
            assert!(status == 404 && !text.contains(&token), "{header:?} {path}: {status}");
        }
    }

    let elsewhere: [&[(&str, &str)]; 4] = [
        &[("CHAPPE_SMTP_URL", "smtp://127.0.0.1:9")],
        &[("CHAPPE_PUBLIC_URL", "https://sms.example.org")],
        &[("CHAPPE_PROXIES", "1")],
        &[("CHAPPE_LISTEN", "0.0.0.0:0")],
    ];
    for settings in elsewhere {
        assert_eq!(platform.server.stop(), Some(0));
        platform.server = Server::start(&platform.database, settings);
        platform.server.address = platform.server.address.replace("0.0.0.0", "127.0.0.1");
        assert_eq!(shown_at(&platform).await, None, "{settings:?}");
        assert_eq!(page(&platform, &path, &[]).await.0, 404, "{settings:?}");
    }
    assert_eq!(confirm(&platform.stranger(), &token).await.map_err(|refused| refused.code()), Ok(()));
}

#[tokio::test]
async fn wrong_settings_are_told_at_the_start() {
    let database = Database::sqlite();
    for (name, value) in [
        ("CHAPPE_SMTP_URL", "mail.example.org with s3cret"),
        ("CHAPPE_SMTP_URL", "http://user:s3cret@mail.example.org"),
        ("CHAPPE_MAIL_FROM", "Chappe"),
        ("CHAPPE_PUBLIC_URL", "sms.example.org"),
    ] {
        let mut settings = database.settings();
        settings.push(("CHAPPE_LISTEN".to_owned(), "127.0.0.1:0".to_owned()));
        settings.push(("CHAPPE_SANDBOX_LISTEN".to_owned(), "127.0.0.1:0".to_owned()));
        settings.push((name.to_owned(), value.to_owned()));
        let output = tests::process::command(&tests::process::chappe(), &settings).arg("serve").output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && told.contains(name), "{told}");
        assert!(!told.contains("s3cret"), "{told}");
    }
}
