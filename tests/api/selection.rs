//! Filters, sorted pages, counts, and what is done to all contacts that match.

use openapi::contacts::{Contact, ContactPage, JobStarted};
use openapi::jobs::{Job, JobStatus};
use openapi::{ContactId, ProblemCode};
use serde_json::{Value, json};
use tests::{Client, Database, Platform};

use crate::book::{changed, ended, in_group, names, person, select};

tests::on_both!(
    contacts_are_found_as_one_types,
    contacts_are_filtered,
    lists_are_sorted_and_counted,
    a_large_book_is_walked_like_a_small_one,
    old_rows_are_completed,
    a_selection_acts_on_all_that_match,
    a_deletion_is_undone,
    a_killed_selection_goes_on,
    groups_count_themselves,
    consent_is_noted,
);

/// Thousands of contacts, the quick way.
async fn import(client: &Client, rows: impl Iterator<Item = String>) {
    let csv = "mobile;last name;first name;email;company\n".to_owned() + &rows.collect::<Vec<_>>().join("\n");
    let import = client.upload("book.csv", csv.into_bytes()).await.unwrap();
    let job = client.run_import(&import, None).await.unwrap();
    ended(client, &JobStarted { job }).await;
}

async fn contacts_are_found_as_one_types(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    person(&bakery, json!({ "mobile": "06 12 34 56 01", "first_name": "Zoé", "last_name": "Martin-Durand" })).await;
    person(&bakery, json!({ "mobile": "06 12 34 56 02", "first_name": "Émile", "email": "Emile.D@example.org" })).await;
    person(&bakery, json!({ "mobile": "07 61 23 45 03", "first_name": "Léa", "company": "Boulangerie du Port" })).await;
    for (typed, expected) in [
        ("zo%C3%A9", vec!["Zoé"]),
        ("durand%20zoe", vec!["Zoé"]),
        ("mar", vec!["Zoé"]),
        ("artin", vec![]),
        ("emile.d%40ex", vec!["Émile"]),
        ("port", vec!["Léa"]),
        ("06%2012%2034", vec!["Émile", "Zoé"]),
        ("%2B337", vec!["Léa"]),
        ("100%25_", vec![]),
    ] {
        assert_eq!(names(&bakery, &format!("q={typed}")).await, expected, "{typed}");
    }
}

async fn contacts_are_filtered(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let group = bakery.add_group("Regulars").await.unwrap();
    let zoe = json!({ "mobile": "0612345601", "first_name": "Zoé", "fields": { "city": "Brest", "o'\"k": "é" }, "groups": [group.id] });
    assert_eq!(person(&bakery, zoe).await.line, Some(openapi::contacts::LineType::Mobile));
    person(&bakery, json!({ "mobile": "+33142685300", "first_name": "Shop", "fields": { "city": "Paris" } })).await;
    person(&bakery, json!({ "mobile": "+447400123456", "first_name": "Ann", "groups": [group.id] })).await;
    let _: Value = bakery.post("/blacklist", &json!({ "numbers": ["+447400123456"] })).await.unwrap();
    for (query, expected) in [
        (format!("group={}", group.id), vec!["Ann", "Zoé"]),
        (format!("group={}&blacklisted=false", group.id), vec!["Zoé"]),
        ("country=GB".to_owned(), vec!["Ann"]),
        ("blacklisted=true".to_owned(), vec!["Ann"]),
        ("line=fixed".to_owned(), vec!["Shop"]),
        ("line=mobile&country=FR".to_owned(), vec!["Zoé"]),
        ("field.city=Brest".to_owned(), vec!["Zoé"]),
        ("field.city=Brest&field.o%27%22k=%C3%A9".to_owned(), vec!["Zoé"]),
        ("field.city=brest".to_owned(), vec![]),
        ("consent=false&q=sh".to_owned(), vec!["Shop"]),
    ] {
        assert_eq!(names(&bakery, &query).await, expected, "{query}");
    }
    for (query, field) in [("colour=red", "colour"), ("sort=age", "sort"), ("blacklisted=maybe", "blacklisted")] {
        let refused = bakery.get::<ContactPage>(&format!("/contacts?{query}")).await.unwrap_err();
        assert_eq!(refused.fields(), [field]);
    }
    assert_eq!(bakery.get::<ContactPage>("/contacts?group=42").await.unwrap_err().code(), ProblemCode::NotFound);
}

async fn lists_are_sorted_and_counted(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    for (number, last, first) in [
        ("0612345609", "Étienne", "a"),
        ("0612345602", "zola", "b"),
        ("0612345605", "Étienne", "c"),
        ("0612345601", "", "d"),
    ] {
        person(&bakery, json!({ "mobile": number, "last_name": last, "first_name": first })).await;
    }
    for (sort, expected) in [
        ("name", "dacb"),
        ("-name", "bcad"),
        ("mobile", "dbca"),
        ("-mobile", "acbd"),
        ("first_name", "abcd"),
        ("created_at", "abcd"),
        ("-created_at", "dcba"),
    ] {
        assert_eq!(names(&bakery, &format!("sort={sort}&limit=1")).await.concat(), expected, "{sort}");
    }
    let page: ContactPage = bakery.get("/contacts?q=etienne&count=true&limit=1").await.unwrap();
    assert_eq!((page.items.len(), page.total, page.more), (1, Some(2), Some(false)));
    let page: ContactPage = bakery.get("/contacts").await.unwrap();
    assert_eq!((page.total, page.more), (None, None), "nobody asked");
}

async fn a_large_book_is_walked_like_a_small_one(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let row = |n: u32| format!("+3361{n:07};Name{};Jean-{n};j{n}@example.org;Shop of c{}", n % 7, n % 5);
    import(&bakery, (0..10_500).map(row)).await;
    let page: ContactPage = bakery.get("/contacts?count=true&limit=1").await.unwrap();
    assert_eq!((page.total, page.more), (Some(10_000), Some(true)));
    let page: ContactPage = bakery.get("/contacts?q=name3&count=true&limit=1").await.unwrap();
    assert_eq!((page.total, page.more), (Some(1_500), Some(false)));
    for sort in ["name", "-name", "mobile", "-mobile", "email", "-company", "first_name", "created_at", "-created_at"] {
        let mut all = names(&bakery, &format!("sort={sort}&limit=500")).await;
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 10_500, "{sort}: each once");
    }
    // In an inner word, in the beginning of a key, in two at once, in a number.
    for (q, expected) in [("of%20c3", 2_100), ("123", 11 + 1), ("j1234", 1), ("%2B3361000123", 10), ("name1%20123", 1)]
    {
        let mut all = names(&bakery, &format!("q={q}&limit=400")).await;
        let met = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(met, all.len(), "{q}: each once");
        let like = all.len();
        let page: ContactPage = bakery.get(&format!("/contacts?q={q}&count=true&limit=1")).await.unwrap();
        assert_eq!((like as i64, page.total), (page.total.unwrap(), page.total), "{q}");
        if q != "123" && q != "name1%20123" {
            assert_eq!(like, expected, "{q}");
        }
    }
    // The same set for a selection as for the list.
    let group = bakery.add_group("Found").await.unwrap();
    let job = select(&bakery, json!({ "filter": { "q": "of c3" }, "action": "group", "group": group.id })).await;
    assert_eq!((changed(&job), in_group(&bakery, &group).await, job.total), (2_100, 2_100, 2_100));
}

async fn old_rows_are_completed(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    person(&bakery, json!({ "mobile": "0612345601", "first_name": "Jean-Zoé", "last_name": "Martin" })).await;
    platform.database.sql("DELETE FROM contact_word");
    platform
        .database
        .sql("UPDATE contact SET line = '', search = 'jean-zoe martin 33612345601', last_key = '', first_key = ''");
    let found = bakery
        .wait("the row to be complete", async || {
            let found = names(&bakery, "q=zoe&line=mobile").await;
            if found.is_empty() { Err(found) } else { Ok(found) }
        })
        .await;
    assert_eq!(found, ["Jean-Zoé"]);
    assert_eq!(
        platform.database.sql("SELECT last_key, word FROM contact JOIN contact_word ON contact_id = id"),
        "martin|zoe"
    );
}

async fn a_selection_acts_on_all_that_match(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let florist = platform.account("florist", 0).await;
    let theirs = florist.add_contact("0612345699", "Rose").await.unwrap();
    let row = |n: u32| format!("+3361{n:07};{};P{n};;", if n.is_multiple_of(2) { "Even" } else { "Odd" });
    import(&bakery, (0..1_200).map(row)).await;
    let group = bakery.add_group("Regulars").await.unwrap();
    let spared: ContactPage = bakery.get("/contacts?q=even&limit=1").await.unwrap();
    let spared = spared.items[0].id;
    let grouped =
        select(&bakery, json!({ "filter": { "q": "even" }, "except": [spared], "action": "group", "group": group.id }))
            .await;
    assert_eq!((changed(&grouped), in_group(&bakery, &group).await), (599, 599));
    let out = json!({ "filter": { "group": group.id, "q": "p10" }, "action": "ungroup", "group": group.id });
    let left = changed(&select(&bakery, out).await);
    assert_eq!(in_group(&bakery, &group).await, 599 - left);
    assert!(left > 0);
    let blacklisted = select(&bakery, json!({ "filter": { "q": "odd" }, "action": "blacklist" })).await;
    assert_eq!(changed(&blacklisted), 600);
    assert_eq!(names(&bakery, "blacklisted=true&limit=500").await.len(), 600);
    // Of the ids of others, none.
    let stolen = select(&bakery, json!({ "ids": [theirs.id], "action": "delete" })).await;
    assert_eq!((changed(&stolen), stolen.undo_until), (0, None));
    assert_eq!(florist.contacts().await.len(), 1);
    for (body, field) in [
        (json!({ "action": "delete" }), "ids"),
        (json!({ "ids": [], "filter": {}, "action": "delete" }), "ids"),
        (json!({ "filter": {}, "action": "group" }), "group"),
        (json!({ "filter": { "group": "42" }, "action": "delete" }), "filter.group"),
        (json!({ "filter": { "country": "ZZ" }, "action": "delete" }), "filter.country"),
    ] {
        let refused = bakery.post::<Value>("/contacts/selections", &body).await.unwrap_err();
        assert_eq!(refused.fields(), [field], "{body}");
    }
}

async fn a_deletion_is_undone(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let (here, gone) = (bakery.add_group("Here").await.unwrap(), bakery.add_group("Gone").await.unwrap());
    let zoe = json!({ "mobile": "0612345601", "first_name": "Anne-Zoé", "fields": { "city": "Brest" }, "groups": [here.id, gone.id],
        "consent": { "source": "shop" } });
    let zoe = person(&bakery, zoe).await;
    bakery.add_contact("0612345602", "Émile").await.unwrap();
    let deletion = select(&bakery, json!({ "filter": {}, "action": "delete" })).await;
    assert_eq!((changed(&deletion), bakery.contacts().await.len(), in_group(&bakery, &here).await), (2, 0, 0));
    assert!(deletion.undo_until.is_some());
    bakery.delete(&format!("/groups/{}", gone.id)).await.unwrap();
    let undo = format!("/jobs/{}/undo", deletion.id);
    let back: JobStarted = bakery.act(&undo).await.unwrap();
    assert_eq!(changed(&ended(&bakery, &back).await), 2);
    let again: Contact = bakery.get(&format!("/contacts/{}", zoe.id)).await.unwrap();
    assert_eq!(again, Contact { groups: vec![here.id], ..zoe });
    assert_eq!(in_group(&bakery, &here).await, 1);
    assert_eq!(names(&bakery, "q=zoe").await, ["Anne-Zoé"]);
    assert_eq!(bakery.act::<Value>(&undo).await.unwrap_err().code(), ProblemCode::Conflict, "once");

    let deletion = select(&bakery, json!({ "ids": [zoe.id], "action": "delete" })).await;
    platform.database.sql("UPDATE job SET undo_until = undo_until - 200000 WHERE undo_until IS NOT NULL");
    let late = bakery.act::<Value>(&format!("/jobs/{}/undo", deletion.id)).await.unwrap_err();
    assert_eq!(late.code(), ProblemCode::Conflict);
    bakery
        .wait("what cannot be undone to be forgotten", async || {
            let left = platform.database.sql("SELECT COUNT(*) FROM deleted_contact");
            if left == "0" { Ok(()) } else { Err(left) }
        })
        .await;
    assert_eq!(platform.database.sql("SELECT COUNT(*) FROM deleted_member"), "0");
}

async fn a_killed_selection_goes_on(database: Database) {
    let mut platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    import(&bakery, (0..4_000).map(|n: u32| format!("+3361{n:07};Name;P{n};;"))).await;
    let started: JobStarted =
        bakery.post("/contacts/selections", &json!({ "filter": {}, "action": "delete" })).await.unwrap();
    bakery
        .wait("the first slice", async || {
            let job: Job = bakery.get(&format!("/jobs/{}", started.job)).await.unwrap();
            if job.done > 0 { Ok(()) } else { Err(job) }
        })
        .await;
    platform.server.kill();
    platform.server.start_again();
    platform.database.sql("UPDATE job SET lease_until = 0");
    let job = ended(&bakery, &started).await;
    assert_eq!((changed(&job), bakery.contacts().await.len()), (4_000, 0), "everybody, once");
    // And a cancelled one stops, with what it did to be undone.
    let back: JobStarted = bakery.act(&format!("/jobs/{}/undo", started.job)).await.unwrap();
    ended(&bakery, &back).await;
    let started: JobStarted =
        bakery.post("/contacts/selections", &json!({ "filter": {}, "action": "delete" })).await.unwrap();
    let cancelled = bakery.act::<Job>(&format!("/jobs/{}/cancel", started.job)).await.unwrap();
    assert_eq!(cancelled.status, JobStatus::Cancelled);
    let left = bakery.contacts().await.len();
    let put_away: usize = platform.database.sql("SELECT COUNT(*) FROM deleted_contact").parse().unwrap();
    assert_eq!(left + put_away, 4_000, "nobody half gone");
    assert_eq!(cancelled.undo_until.is_some(), put_away > 0);
    assert_eq!(
        bakery.act::<Job>(&format!("/jobs/{}/cancel", started.job)).await.unwrap_err().code(),
        ProblemCode::Conflict
    );
}

async fn groups_count_themselves(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let (one, two) = (bakery.add_group("One").await.unwrap(), bakery.add_group("Two").await.unwrap());
    let mut ids: Vec<ContactId> = Vec::new();
    for n in 0..6 {
        let body = json!({ "mobile": format!("+3361234560{n}"), "groups": [one.id] });
        ids.push(person(&bakery, body).await.id);
    }
    let _: Value = bakery.post(&format!("/groups/{}/contacts", two.id), &json!({ "ids": ids })).await.unwrap();
    let _: Value = bakery.post(&format!("/groups/{}/contacts", two.id), &json!({ "ids": ids })).await.unwrap();
    let _: Contact = bakery.patch(&format!("/contacts/{}", ids[0]), &json!({ "groups": [two.id] })).await.unwrap();
    bakery.delete(&format!("/contacts/{}", ids[1])).await.unwrap();
    let _: Value =
        bakery.post("/contacts/deletions", &json!({ "ids": [ids[2]], "numbers": ["+33612345603"] })).await.unwrap();
    let right = || {
        platform.database.sql(
            "SELECT COUNT(*) FROM contact_group g
                WHERE g.contacts <> (SELECT COUNT(*) FROM group_member m WHERE m.group_id = g.id)",
        )
    };
    assert_eq!((in_group(&bakery, &one).await, in_group(&bakery, &two).await), (2, 3));
    assert_eq!(right(), "0");
    let import = bakery.upload("more.csv", b"mobile\n+33612345604\n+33612345688\n".to_vec()).await.unwrap();
    let job = bakery.run_import(&import, Some("One")).await.unwrap();
    ended(&bakery, &JobStarted { job }).await;
    let deleted = select(&bakery, json!({ "filter": { "group": one.id }, "action": "delete" })).await;
    assert_eq!((in_group(&bakery, &one).await, right().as_str()), (0, "0"));
    let back: JobStarted = bakery.act(&format!("/jobs/{}/undo", deleted.id)).await.unwrap();
    ended(&bakery, &back).await;
    assert_eq!((in_group(&bakery, &one).await, right().as_str()), (3, "0"));
}

async fn consent_is_noted(database: Database) {
    let platform = Platform::start(database);
    let bakery = platform.account("bakery", 0).await;
    let body = json!({ "mobile": "0612345601", "first_name": "Zoé", "consent": { "source": "Form", "at": "2026-01-02T03:04:05Z" } });
    let zoe = person(&bakery, body).await;
    assert_eq!(zoe.consent.as_ref().unwrap().at.to_string(), "2026-01-02T03:04:05.000Z");
    bakery.add_contact("0612345602", "Émile").await.unwrap();
    assert_eq!(names(&bakery, "consent=true").await, ["Zoé"]);
    assert_eq!(names(&bakery, "consent=false").await, ["Émile"]);
    let path = format!("/contacts/{}", zoe.id);
    let kept: Contact = bakery.patch(&path, &json!({ "company": "Shop" })).await.unwrap();
    assert_eq!(kept.consent, zoe.consent);
    let back: Contact = bakery.patch(&path, &json!({ "consent": { "source": "" } })).await.unwrap();
    assert_eq!(back.consent, None);
    let refused = bakery.patch::<Contact>(&path, &json!({ "consent": { "source": "a\nb" } })).await.unwrap_err();
    assert_eq!(refused.fields(), ["consent.source"]);
}
