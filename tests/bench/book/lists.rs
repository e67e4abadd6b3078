//! How long the server takes for a page of any list. One client, one request at a time, on a connection that is kept: what
//! HTTP costs on the way is in it, and what a queue would cost is not.

use std::time::{Duration, Instant};

use openapi::contacts::{ContactPage, JobStarted};
use openapi::groups::Group;
use openapi::imports::ImportMode;
use serde_json::json;
use tests::client::API;

use super::import::{Into, NEW, run};
use super::{Book, people, wait_for};
use crate::report::Report;

/// What a page may take, in milliseconds.
const LIMIT: f64 = 20.0;

/// Requests of each page that are counted, and those before that are not: they open connections and prepare statements.
const TIMES: usize = 24;
const BEFORE: usize = 4;

/// Pages that are turned, of 500 rows, to be deep in a list.
const TURNED: usize = 20;

/// Numbers on the blacklist, and members of a group of some size.
const BLACKLISTED: usize = 100_000;
const SOME: usize = 50_000;
const FEW: usize = 500;

const SORTS: [&str; 12] = [
    "created_at",
    "-created_at",
    "name",
    "-name",
    "first_name",
    "-first_name",
    "email",
    "-email",
    "company",
    "-company",
    "mobile",
    "-mobile",
];

/// What is searched for: numbers, names, addresses, companies; what many have, few, nobody; one letter, two words.
const SEARCHES: [&str; 22] = [
    "06",
    "0612",
    "061234",
    "+32470",
    "0799",
    "m",
    "mar",
    "martin",
    "zoe",
    "zzz",
    "mardudavid",
    "martin.1",
    "martin.17@",
    "boulangerie",
    "garage mar",
    "pierre",
    "martin zoe",
    "martin pierre",
    "m z",
    "x zzz",
    "martin boulangerie",
    "xavier yann",
];

const FILTERS: [&str; 21] = [
    "country=FR",
    "country=BE",
    "country=LU",
    "blacklisted=true",
    "blacklisted=false",
    "line=mobile",
    "line=fixed",
    "line=other",
    "consent=true",
    "consent=false",
    "field.Ville=Paris",
    "field.Ville=Village%2042",
    "field.Ville=Nowhere",
    "country=BE&blacklisted=true&q=mar",
    "country=BE&consent=false&sort=name",
    "blacklisted=true&sort=email",
    "blacklisted=true&field.Ville=Paris&sort=name",
    "line=fixed&blacklisted=false&sort=company",
    "q=mar&country=BE",
    "q=martin&field.Ville=Pau",
    "line=fixed&country=BE",
];

/// Of the whole book they are 10 000 and more.
const COUNTED: [&str; 10] = [
    "",
    "country=FR",
    "country=BE",
    "blacklisted=true",
    "consent=true",
    "field.Ville=Paris",
    "q=mar",
    "q=martin",
    "country=BE&blacklisted=true",
    "q=m&line=fixed",
];

pub async fn measure(book: &mut Book, report: &mut Report) {
    let [everybody, some, few] = groups(book).await;
    let pages = Pages::new(book);
    for sort in SORTS {
        pages.time(&format!("contacts?sort={sort}"), report).await;
    }
    for sort in SORTS {
        let path = format!("contacts?sort={sort}");
        let deep = deep(book, &path).await;
        pages.time_as(&format!("{path}&after=deep"), &deep, report).await;
    }
    let named = [("everybody", everybody.clone()), ("some", some), ("few", few)];
    for (name, group) in &named {
        for more in ["", "&sort=name", "&sort=-company", "&q=mar", "&country=BE", "&count=true", "&count=true&q=martin"]
        {
            let path = format!("contacts?group={}{more}", group.id);
            pages.time_as(&format!("contacts?group={name}{more}"), &path, report).await;
        }
    }
    for filter in FILTERS {
        pages.time(&format!("contacts?{filter}"), report).await;
    }
    for search in SEARCHES {
        let path = format!("contacts?q={}", search.replace('+', "%2B").replace(' ', "%20"));
        pages.time_as(&format!("contacts?q={search}"), &path, report).await;
    }
    for counted in COUNTED {
        pages.time(&format!("contacts?count=true&{counted}"), report).await;
    }
    for path in [
        "contacts/duplicates",
        "contacts/duplicates/likely?by=email",
        "contacts/duplicates/likely?by=name",
        "groups",
        "contact-fields",
        "blacklist",
        "blacklist?limit=500",
        "blacklist?q=0612",
        "blacklist?q=4711",
        "blacklist?q=zoe",
    ] {
        pages.time(path, report).await;
    }
    while_importing(book, &pages, report).await;
    delete_group(book, &everybody, report).await;
}

/// Everybody, some, few; and numbers on the blacklist.
async fn groups(book: &mut Book) -> [Group; 3] {
    let client = &book.bakery;
    let into = |group, mode| Into { group: Some(group), mode, ..NEW };
    let some = SOME.min(book.rows / 10);
    let seconds = run(client, "some.csv", people::numbers(0, some), into("Some", ImportMode::Update)).await;
    println!("  {some} known numbers into a group: {:.0} rows/s", some as f64 / seconds);
    run(client, "few.csv", people::numbers(0, FEW), into("Few", ImportMode::Update)).await;
    let (from, to) = (book.rows / 2, book.rows / 2 + BLACKLISTED.min(book.rows / 10));
    let seconds = run(client, "stop.csv", people::numbers(from, to), Into { blacklist: true, ..NEW }).await;
    println!("  {} numbers onto the blacklist: {:.0} rows/s", to - from, (to - from) as f64 / seconds);
    let groups = client.groups().await;
    let of = |name: &str| groups.iter().find(|group| group.name == name).expect("it was made").clone();
    [of("Everybody"), of("Some"), of("Few")]
}

/// The path of a page far behind the first.
async fn deep(book: &Book, path: &str) -> String {
    let mut after = String::new();
    for _ in 0..TURNED {
        let page: ContactPage = book.bakery.get(&format!("/{path}&limit=500{after}")).await.expect("the list answers");
        let Some(next) = page.next else { break };
        after = format!("&after={next}");
    }
    format!("{path}{after}")
}

/// The same pages while a file comes in: on SQLite readers go on beside the writer.
async fn while_importing(book: &Book, pages: &Pages, report: &mut Report) {
    let client = book.bakery.clone();
    let file = people::csv(book.rows, book.rows + book.rows / 5);
    let import = tokio::spawn(async move { run(&client, "more.csv", file, NEW).await });
    for path in ["contacts?sort=name", "contacts?q=mar", "contacts?blacklisted=true", "groups"] {
        let times = pages.times(path).await;
        report.spread(&pages.name(&format!("{path} (importing)")), &times, "ms", LIMIT);
    }
    import.await.expect("the import ends");
}

/// The group is gone at once, however many are in it; its members stay in the book.
async fn delete_group(book: &Book, group: &Group, report: &mut Report) {
    let start = Instant::now();
    book.bakery.delete(&format!("/groups/{}", group.id)).await.expect("it is ours");
    report.beside(&book.name("group_deletion"), millis(start.elapsed()), "ms", LIMIT);
    // What is left to do beside must not keep others waiting: a selection of everybody named Martin is a job of writes.
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let start = Instant::now();
        let name = format!("Group {}", times.len());
        book.bakery.add_group(&name).await.expect("the name is free");
        times.push(millis(start.elapsed()));
    }
    report.spread(&book.name("write_beside_deletion"), &times, "ms", LIMIT);
    let martins = json!({ "filter": { "q": "martin" }, "action": "blacklist" });
    let start = Instant::now();
    let job: JobStarted = book.bakery.post("/contacts/selections", &martins).await.expect("it is a selection");
    let changed = wait_for(&book.bakery, job.job).await.done;
    report.alone(&book.name("selection"), changed as f64 / start.elapsed().as_secs_f64(), "contacts/s");
}

/// Who asks for pages.
struct Pages {
    http: reqwest::Client,
    address: String,
    token: String,
    engine: &'static str,
}

impl Pages {
    fn new(book: &Book) -> Self {
        let token = book.bakery.token.clone().expect("the account is signed in");
        let address = format!("{}{API}", book.bakery.address);
        Self { http: reqwest::Client::new(), address, token, engine: book.engine.name() }
    }

    fn name(&self, what: &str) -> String {
        format!("book_lists_{}: {what}", self.engine)
    }

    async fn time(&self, path: &str, report: &mut Report) {
        self.time_as(path, path, report).await;
    }

    async fn time_as(&self, name: &str, path: &str, report: &mut Report) {
        let times = self.times(path).await;
        report.spread(&self.name(name), &times, "ms", LIMIT);
    }

    /// Milliseconds from the question to the last byte of the answer.
    async fn times(&self, path: &str) -> Vec<f64> {
        let mut times = Vec::with_capacity(TIMES);
        for time in 0..BEFORE + TIMES {
            let start = Instant::now();
            let request = self.http.get(format!("{}/{path}", self.address)).bearer_auth(&self.token);
            let answer = request.send().await.expect("the server answers");
            assert!(answer.status().is_success(), "{path}: {}", answer.status());
            answer.bytes().await.expect("the answer is whole");
            if time >= BEFORE {
                times.push(millis(start.elapsed()));
            }
        }
        times
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
