//! Files as people send them (`tests/files`, made by the scripts in `tests/files/make`): what each is read as, or why it is
//! refused. What a file is read as has nothing to do with the database, so the tables run on one.

use std::collections::BTreeSet;
use std::io::Write;

use openapi::ProblemCode;
use openapi::imports::Import;
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use tests::process::root;
use tests::{Client, Database, Platform, Refused};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What most of the files hold: headers, the first row, what the columns are taken for.
const PEOPLE: [&str; 3] =
    ["Nom|Prénom|Mobile|Ville", "Lecœur|Zoé|06 12 34 56 01|L’Haÿ", "last_name first_name mobile -"];
const CLIENTS: [&str; 3] = [
    "Nom|Mobile|Code postal|Naissance|Client|Rendez-vous|Solde",
    "Lecœur|33612345601|01000|1990-01-31|true|2026-11-22T18:30:00|12.5",
    "last_name mobile - - - - -",
];
/// The same from an older format, whose reader does not tell how a number is shown.
const OLD_CLIENTS: [&str; 3] =
    [CLIENTS[0], "Lecœur|33612345601|1000|1990-01-31|true|2026-11-22T18:30:00|12.5", CLIENTS[2]];
const LIBREOFFICE: [&str; 3] = [
    "Nom|Mobile|Code postal|Naissance|Client|Rendez-vous|Solde|Nom complet",
    "Lecœur|33612345601|1000|1990-01-31|true|2026-11-22T18:30:00|12.5|Lecœur (client)",
    "last_name mobile - - - - - -",
];

/// A file; its format, encoding, separator and rows; what it holds.
const READ: &[(&str, &str, [&str; 3])] = &[
    // encodings
    ("utf8.csv", "csv utf-8 ; 2", PEOPLE),
    ("utf8-mark.csv", "csv utf-8 ; 2", PEOPLE),
    ("utf16le-mark.csv", "csv utf-16le ; 2", PEOPLE),
    ("utf16be-mark.csv", "csv utf-16be ; 2", PEOPLE),
    ("utf16le.csv", "csv utf-16le ; 2", PEOPLE),
    ("utf16be.csv", "csv utf-16be ; 2", PEOPLE),
    ("utf16-tabs.txt", "csv utf-16le \\t 2", PEOPLE),
    ("windows-1252.csv", "csv windows-1252 ; 2", PEOPLE),
    ("iso-8859-15.csv", "csv iso-8859-15 ; 2", [PEOPLE[0], "Lecœur|Zoé|06 12 34 56 01|L'Haÿ", PEOPLE[2]]),
    ("iso-8859-15-euro.csv", "csv iso-8859-15 ; 1", ["Nom|Mobile|Dû", "Pétit|0612345601|12 €", "last_name mobile -"]),
    // separators and quotation marks
    ("comma.csv", "csv utf-8 , 2", PEOPLE),
    ("tab.csv", "csv utf-8 \\t 2", PEOPLE),
    ("pipe.csv", "csv utf-8 | 2", PEOPLE),
    ("colon.csv", "csv utf-8 : 2", PEOPLE),
    ("declared.csv", "csv utf-8 , 2", PEOPLE),
    ("declared-mark.csv", "csv utf-8 ~ 2", PEOPLE),
    (
        "quoted.csv",
        "csv utf-8 ; 2",
        ["Nom|Mobile|Note", "Petit; \"Le Grand\"|0612345601|deux\r\nlignes", "last_name mobile -"],
    ),
    ("backslashes.csv", "csv utf-8 , 1", ["Nom|Mobile|Note", "C:\\|0612345601|a\\b", "last_name mobile -"]),
    ("decimal-commas.csv", "csv utf-8 ; 2", ["Nom|Solde|Mobile", "Martin, Zoé|1,50|0612345601", "last_name - mobile"]),
    // line ends
    ("cr.csv", "csv utf-8 ; 2", PEOPLE),
    ("lf.csv", "csv utf-8 ; 2", PEOPLE),
    ("no-last-line-end.csv", "csv utf-8 ; 2", PEOPLE),
    ("blank-lines.csv", "csv utf-8 ; 2", PEOPLE),
    ("dos-end-mark.csv", "csv windows-1252 ; 2", PEOPLE),
    // headers
    ("no-header.csv", "csv utf-8 ; 2", ["none", PEOPLE[1], "- - mobile -"]),
    ("header-only.csv", "csv utf-8 ; 0", [PEOPLE[0], "", PEOPLE[2]]),
    ("title.csv", "csv utf-8 ; 2", PEOPLE),
    ("numbers-only.csv", "csv utf-8 ; 2", ["none", "0612345601", "mobile"]),
    ("unknown-header.csv", "csv utf-8 , 1", ["a|b|c", "z@example.org|0612345601|Zoé", "email mobile -"]),
    (
        "google-contacts.csv",
        "csv utf-8 , 1",
        [
            "First Name|Last Name|E-mail 1 - Label|E-mail 1 - Value|Phone 1 - Label|Phone 1 - Value|Organization Name",
            "Zoé|Martin|* |zoe@example.org|Mobile|+33 6 12 34 56 01|Boulangerie",
            "first_name last_name - email - mobile company",
        ],
    ),
    (
        "outlook.csv",
        "csv utf-8 , 1",
        [
            "Prénom|Nom|Société|Téléphone (bureau)|Télécopie (bureau)|Tél. mobile|Adresse de messagerie",
            "Zoé|Martin|Boulangerie|01 45 45 45 45|01 45 45 45 46|06 12 34 56 01|zoe@example.org",
            "first_name last_name company - - mobile email",
        ],
    ),
    ("excel-numbers.csv", "csv utf-8 ; 5", ["Nom|Mobile", "A|=\"0612345601\"", "last_name mobile"]),
    (
        "formulas.csv",
        "csv utf-8 ; 2",
        ["Nom|Mobile", "=HYPERLINK(\"http://example.org\")|0612345601", "last_name mobile"],
    ),
    // workbooks
    ("people.xlsx", "xlsx utf-8 , 2", CLIENTS),
    ("people.xls", "xls utf-8 , 2", OLD_CLIENTS),
    ("sheets.xlsx", "xlsx utf-8 , 2", CLIENTS),
    ("gaps.xlsx", "xlsx utf-8 , 2", ["Nom||Mobile|", "Martin||0612345601|note", "last_name - mobile -"]),
    ("header-only.xlsx", "xlsx utf-8 , 0", ["Nom|Mobile", "", "last_name mobile"]),
    ("libreoffice.ods", "ods utf-8 , 5", LIBREOFFICE),
    ("libreoffice.xls", "xls utf-8 , 5", LIBREOFFICE),
    (
        "libreoffice.xlsx",
        "xlsx utf-8 , 5",
        [
            LIBREOFFICE[0],
            "Lecœur|33612345601|01000|1990-01-31|true|2026-11-22T18:30:00|12.5|Lecœur (client)",
            LIBREOFFICE[2],
        ],
    ),
    (
        "libreoffice.csv",
        "csv windows-1252 ; 5",
        [
            LIBREOFFICE[0],
            "Lecœur|33612345601|1000|1990-01-31|TRUE|2026-11-22 18:30:00|12.5|Lecœur (client)",
            LIBREOFFICE[2],
        ],
    ),
    // names that lie
    ("csv-inside.xlsx", "csv utf-8 ; 2", PEOPLE),
    ("spreadsheet-inside.csv", "xlsx utf-8 , 2", CLIENTS),
    ("old-spreadsheet-inside.xlsx", "xls utf-8 , 2", OLD_CLIENTS),
    ("ods-inside.xls", "ods utf-8 , 5", LIBREOFFICE),
];

/// A file, and the code that it is refused with.
const REFUSED: &[(&str, &str)] = &[
    ("empty.csv", "empty"),
    ("mark-only.csv", "empty"),
    ("separators-only.csv", "empty"),
    ("empty.xlsx", "empty"),
    ("nul.csv", "not_csv"),
    ("picture.csv", "not_csv"),
    ("cut-in-quote.csv", "unclosed_quote"),
    ("cut-in-letter.csv", "damaged"),
    ("cut.xlsx", "damaged"),
    ("cut.xls", "damaged"),
    ("cut.ods", "damaged"),
    ("spoilt.xlsx", "damaged"),
    ("hollow.xlsx", "damaged"),
    ("boastful.xls", "spreadsheet_too_large"),
    ("encrypted.xlsx", "encrypted"),
    ("encrypted.xls", "encrypted"),
    ("encrypted.ods", "encrypted"),
    ("wide.xlsx", "too_many_columns"),
    ("web-page.xls", "markup"),
    ("xml-2003.xls", "markup"),
    ("archive-inside.xlsx", "archive"),
    ("empty-archive.xlsx", "archive"),
    ("letter-inside.xlsx", "spreadsheet"),
    ("binary-workbook.xlsx", "spreadsheet"),
];

pub fn content(file: &str) -> Vec<u8> {
    std::fs::read(root().join("tests/files").join(file)).unwrap()
}

/// The code of the one field that is wrong.
fn code(refused: &Refused) -> &str {
    assert_eq!((refused.status.as_u16(), refused.code()), (422, ProblemCode::InvalidField), "{:?}", refused.problem);
    assert_eq!(refused.fields().len(), 1, "{:?}", refused.problem);
    &refused.problem.errors[0].code
}

/// What a test's server has kept.
fn kept(platform: &Platform) -> usize {
    std::fs::read_dir(platform.database.data().join("uploads")).map_or(0, Iterator::count)
}

fn told(import: &Import) -> (String, [String; 3]) {
    let format = serde_json::to_value(import.format).unwrap();
    let separator = import.separator.escape_default();
    let kind = format!("{} {} {separator} {}", format.as_str().unwrap(), import.encoding, import.rows);
    let headers: Vec<&str> = import.columns.iter().map(|column| column.header.as_str()).collect();
    let guesses: Vec<&str> = import.columns.iter().map(|column| column.guess.as_deref().unwrap_or("-")).collect();
    let header = if import.has_header { headers.join("|") } else { "none".to_owned() };
    let first = import.sample.first().map(|row| row.join("|")).unwrap_or_default();
    (kind, [header, first, guesses.join(" ")])
}

#[tokio::test]
async fn every_file_is_read_as_what_it_is() {
    let platform = Platform::start(Database::sqlite());
    let bakery = platform.account("bakery", 0).await;
    for (file, kind, holds) in READ {
        let import = bakery.upload(file, content(file)).await.unwrap_or_else(|refused| panic!("{file}: {refused:?}"));
        assert_eq!(told(&import), ((*kind).to_owned(), holds.map(str::to_owned)), "{file}");
        assert_eq!((import.file_name.as_str(), import.remembered), (*file, false));
        let shown: Import = bakery.get(&format!("/imports/{}", import.id)).await.unwrap();
        assert_eq!(shown, import, "{file}");
    }
    assert_eq!(kept(&platform), READ.len());
}

#[tokio::test]
async fn what_is_no_table_is_refused_and_not_kept() {
    let platform = Platform::start(Database::sqlite());
    let bakery = platform.account("bakery", 0).await;
    for (file, expected) in REFUSED {
        let refused = bakery.upload(file, content(file)).await.expect_err(file);
        assert_eq!((refused.fields()[0], code(&refused)), ("file", *expected), "{file}: {:?}", refused.problem);
    }
    assert_eq!(kept(&platform), 0, "what was refused is gone");
    assert!(bakery.get::<openapi::accounts::Account>("/account").await.is_ok(), "the server lives");
}

#[test]
fn every_file_has_its_case() {
    let files = std::fs::read_dir(root().join("tests/files")).unwrap().map(Result::unwrap);
    let files = files.filter(|entry| entry.path().is_file()).map(|entry| entry.file_name().into_string().unwrap());
    let files = files.filter(|name| !name.starts_with('.'));
    let cases = READ.iter().map(|(file, ..)| *file).chain(REFUSED.iter().map(|(file, _)| *file));
    assert_eq!(files.collect::<BTreeSet<_>>(), cases.map(str::to_owned).collect());
}

/// An XLSX file whose sheet is zeros, which pack to a thousandth.
fn bomb(megabytes: usize) -> Vec<u8> {
    let mut file = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for part in ["[Content_Types].xml", "xl/worksheets/sheet1.xml"] {
        file.start_file(part, SimpleFileOptions::default()).unwrap();
    }
    for _ in 0..megabytes {
        file.write_all(&[b'0'; 1 << 20]).unwrap();
    }
    file.finish().unwrap().into_inner()
}

/// The same archive, which says of itself that it is small; a reader that believed it would be as wrong.
fn lying(mut bytes: Vec<u8>, megabytes: usize) -> Vec<u8> {
    let told = u32::try_from(megabytes << 20).unwrap().to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|&at| bytes[at..at + 4] == told).collect();
    assert!(!places.is_empty(), "the size stands somewhere");
    for at in places {
        bytes[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    bytes
}

#[tokio::test]
async fn bombs_and_monsters_are_refused() {
    const MEGABYTES: usize = 24;
    let platform = Platform::start(Database::sqlite());
    let bakery = platform.account("bakery", 0).await;
    let columns = format!("mobile{}\n0612345601\n", ";".repeat(1_000_000));
    let row = format!("mobile;nom\n0612345601;{}\n0612345602;Durand\n", "Martin ".repeat(200_000));
    let quote = format!("mobile;nom\n0612345601;\"Martin\n{}", "0612345602;Durand\n".repeat(80_000));
    for (content, expected) in [
        (bomb(MEGABYTES), "archive_bomb"),
        (lying(bomb(MEGABYTES), MEGABYTES), "damaged"),
        (columns.into_bytes(), "too_many_columns"),
        (row.into_bytes(), "row_too_long"),
        (quote.into_bytes(), "unclosed_quote"),
    ] {
        let refused = bakery.upload("clients.xlsx", content).await.expect_err(expected);
        assert_eq!(code(&refused), expected);
    }
    assert_eq!(kept(&platform), 0);
}

#[tokio::test]
async fn a_sheet_can_be_chosen() {
    let platform = Platform::start(Database::sqlite());
    let bakery = platform.account("bakery", 0).await;
    let upload = async |sheet: &str| {
        let file = Part::bytes(content("sheets.xlsx")).file_name("sheets.xlsx");
        let form = Form::new().text("sheet", sheet.to_owned()).part("file", file);
        bakery.send_request::<Import>(bakery.request(Method::POST, "/imports").multipart(form)).await
    };
    let first = bakery.upload("sheets.xlsx", content("sheets.xlsx")).await.unwrap();
    assert_eq!(first.sheet.as_deref(), Some("Clients"), "the first that has anything and is not hidden");
    assert_eq!(first.sheets, ["Vide", "Clients", "-Anciens & autres"]);
    let other = upload("-Anciens & autres").await.unwrap();
    assert_eq!((other.sheet.as_deref(), other.rows), (Some("-Anciens & autres"), 1));
    for (sheet, field, expected) in
        [("Vide", "file", "empty"), ("Cachée", "sheet", "unknown_sheet"), ("", "sheet", "required")]
    {
        let refused = upload(sheet).await.unwrap_err();
        assert_eq!((refused.fields()[0], code(&refused)), (field, expected), "{sheet}");
    }
    let long = upload(&"é".repeat(101)).await.unwrap_err();
    assert_eq!((long.fields()[0], code(&long)), ("sheet", "too_long"));
}

/// A file that is larger than the limit, in pieces, without its length.
async fn endless(client: &Client, kind: &str, begins: &'static str) -> Refused {
    let piece = "0612345601;Martin\n".repeat(1_000);
    let pieces = std::iter::once(begins.to_owned()).chain(std::iter::repeat_n(piece, 50));
    let stream = futures_util::stream::iter(pieces.map(Ok::<_, std::io::Error>));
    let body = reqwest::Body::wrap_stream(stream);
    let request = client.request(Method::POST, "/imports").header("Content-Type", kind).body(body);
    client.send_request::<Import>(request).await.unwrap_err()
}

#[tokio::test]
async fn a_file_beyond_the_limit_leaves_nothing() {
    let platform = Platform::with(Database::sqlite(), &[("CHAPPE_UPLOAD_LIMIT", "200000")]);
    let bakery = platform.account("bakery", 0).await;
    let large = bakery.upload("large.csv", vec![b'0'; 300_000]).await.unwrap_err();
    assert_eq!((large.status.as_u16(), large.code()), (413, ProblemCode::PayloadTooLarge));
    let form = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n";
    for (kind, begins) in [("text/plain", ""), ("multipart/form-data; boundary=x", form)] {
        let refused = endless(&bakery, kind, begins).await;
        assert_eq!(refused.code(), ProblemCode::PayloadTooLarge, "{kind}");
        assert_eq!(kept(&platform), 0, "{kind}: the disk is free again");
    }
    assert!(bakery.upload("small.csv", vec![b'0'; 100_000]).await.is_ok());
}
