//! Documents of every kind, against the official schema and rules and as pictures.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use openapi::Euros;
use openapi::accounts::Locale;
use openapi::purchases::VatRule;
use proptest::prelude::{ProptestConfig, any, proptest};

use super::frozen::Buyer;
use super::{pdf, samples};

const LOCALES: [(Locale, &str); 2] = [(Locale::Fr, "fr"), (Locale::En, "en")];

/// Where the repository is.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// Runs a program that the tests need; its words.
fn run(program: &str, arguments: &[&str]) -> String {
    let ran = Command::new(program).args(arguments).output().unwrap_or_else(|error| panic!("{program}: {error}"));
    let words = format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success(), "{program} {arguments:?}: {words}");
    words
}

/// Every sample in both languages, written once into `target/invoices`, where a person can look at them, too.
fn samples() -> &'static (PathBuf, usize) {
    static WRITTEN: OnceLock<(PathBuf, usize)> = OnceLock::new();
    WRITTEN.get_or_init(|| {
        let folder = root().join("target/invoices");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let samples = samples::all();
        for (name, document) in &samples {
            for (locale, word) in LOCALES {
                let bytes = pdf::write(document, locale).unwrap_or_else(|error| panic!("{name}: {error}"));
                std::fs::write(folder.join(format!("{name}-{word}.pdf")), bytes).unwrap();
            }
        }
        (folder, samples.len() * LOCALES.len())
    })
}

#[test]
fn the_official_schema_and_rules_take_every_kind() {
    let (folder, written) = samples();
    let python = root().join("target/venv/bin/python");
    let script = root().join("tests/invoices.py");
    let words = run(python.to_str().unwrap(), &[script.to_str().unwrap(), folder.to_str().unwrap()]);
    assert_eq!(words.trim(), format!("{written} checked"));
}

/// What a reader of the page finds on it, of a kind and in a language.
fn text_of(name: &str) -> String {
    let file = samples().0.join(format!("{name}.pdf"));
    let text = run("pdftotext", &["-raw", file.to_str().unwrap(), "-"]);
    // Spaces that do not break are spaces to a reader.
    text.replace(['\u{a0}', '\u{202f}'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What some kinds say, in the order of reading.
const PRINTED: &[(&str, &[&str])] = &[
    (
        "fr-domestic-fr",
        &[
            "Facture FA-2026-000042 Boulangerie",
            "& fils 1 rue de l’Exemple",
            "Date d’émission 22/11/2026",
            "Référence CH7F3K-2Q9D",
            "Facturé à",
            "Mairie d’Exemple",
            "Bâtiment B",
            "N° de TVA FR40303265045",
            "1 000 0,065 € 20 % 65,00 €",
            "TVA 20 % 13,00 €",
            "Total TTC 78,00 €",
            "Reste à payer 0,00 €",
            "Payée le 22/11/2026 par carte bancaire",
            "trois fois le taux d’intérêt légal",
            "indemnité forfaitaire de 40 €",
            "Pas d’escompte",
            "SAS au capital de 10 000 € · RCS Lyon 732829320 · SIRET 73282932000074 · TVA FR44732829320",
            "FA-2026-000042 · 1/1",
        ],
    ),
    (
        "fr-domestic-en",
        &[
            "Invoice",
            "Billed to",
            "1,000 €0.065 20% €65.00",
            "Paid on 22 Nov 2026 by card",
            "VAT 20% €13.00",
            "Total €78.00",
        ],
    ),
    ("fr-overseas-fr", &["8,5 %", "La Réunion", "5,53 €", "70,53 €"]),
    ("fr-transfer-fr", &["Payée le 22/11/2026 par virement"]),
    ("fr-cheque-en", &["by cheque"]),
    ("fr-part-fr", &["256,4102", "16,67 €", "3,33 €", "20,00 €"]),
    (
        "fr-domestic-note-fr",
        &[
            "Avoir",
            "AV-2026-000007",
            "04/01/2027",
            "Annule, en tout ou partie, la facture FA-2026-000042 du",
            "Motif",
            "333,3333",
            "26,00 €",
        ],
    ),
    (
        "reverse-greek-fr",
        &["Autoliquidation", "article 283-2 du CGI", "article 196", "Ελληνικά Μηνύματα", "Grèce", "EL094259216"],
    ),
    ("reverse-cyrillic-en", &["Reverse charge", "Пекарна „Добро утро“ ЕООД", "Иван Петров", "Bulgaria"]),
    ("outside-fr", &["article 259-1° du CGI", "Suisse", "– 65,00 €"]),
    ("outside-person-en", &["article 259 B", "United States"]),
    ("outside-guiana-fr", &["article 294 du CGI"]),
    ("exempt-bare-fr", &["TVA non applicable, article 293 B du CGI"]),
    ("example-fr", &["EXEMPLE SANS VALEUR"]),
    ("example-note-en", &["EXAMPLE WITHOUT VALUE", "Credit note"]),
    ("long-fr", &["Marie-Françoise Élisabeth", "Résidence des Acacias", "□□, □□□□□ □", "FA-2026-000042 · 2/2"]),
];

#[test]
fn a_reader_finds_what_the_law_asks_for() {
    for (name, expected) in PRINTED {
        let text = text_of(name);
        for part in *expected {
            assert!(text.contains(part), "{name} does not say {part:?}: {text}");
        }
        assert!(
            name.starts_with("example") || !text.contains("SANS VALEUR") && !text.contains("WITHOUT VALUE"),
            "{name}"
        );
    }
}

/// The ink of a page, from 0 to 1: of all of it, of its head and of its middle. PGM: three words, then a byte a dot.
fn ink(name: &str, page: u32) -> Vec<f64> {
    let file = samples().0.join(format!("{name}.pdf"));
    let (page, picture) = (page.to_string(), tempfile::tempdir().unwrap());
    let stem = picture.path().join("page");
    let arguments =
        ["-r", "50", "-gray", "-singlefile", "-f", &page, "-l", &page, file.to_str().unwrap(), stem.to_str().unwrap()];
    run("pdftoppm", &arguments);
    let bytes = std::fs::read(stem.with_extension("pgm")).unwrap();
    let mut head = bytes.splitn(4, u8::is_ascii_whitespace);
    let [kind, width, height] = [(); 3].map(|()| String::from_utf8_lossy(head.next().unwrap()).into_owned());
    let dots = head.next().unwrap().split_at(4).1;
    assert_eq!((kind.as_str(), width.as_str(), height.as_str()), ("P5", "414", "585"), "A4 at 50 dots an inch");
    let share = |part: &[u8]| {
        let dark = part.iter().filter(|dot| **dot < 200).count();
        f64::from(u32::try_from(dark).unwrap()) / f64::from(u32::try_from(part.len()).unwrap())
    };
    let third = dots.len() / 3;
    vec![share(dots), share(&dots[..third]), share(&dots[third..2 * third]), share(&dots[2 * third..])]
}

#[test]
fn a_page_has_ink_where_it_should() {
    for name in ["fr-domestic-fr", "fr-domestic-note-en", "reverse-greek-fr", "example-en"] {
        let parts = ink(name, 1);
        assert!(parts.iter().all(|share| (0.001..0.2).contains(share)), "{name}: {parts:?}");
    }
    let long = ink("long-fr", 1);
    assert!(long[0] > ink("fr-domestic-fr", 1)[0] && ink("long-fr", 2)[0] > 0.001, "{long:?}");
}

#[test]
fn the_same_document_gives_the_same_bytes_and_a_small_file() {
    // Two megabytes would mean that the fonts went in whole.
    const MOST: usize = 100_000;
    for (name, document) in samples::all() {
        let bytes = pdf::write(&document, Locale::Fr).unwrap();
        let kept = std::fs::read(samples().0.join(format!("{name}-fr.pdf"))).unwrap();
        assert!(bytes == kept, "{name} differs when it is made again");
        assert!(bytes.len() < MOST, "{name}: {} bytes", bytes.len());
    }
}

#[test]
fn a_line_s_price_times_its_quantity_is_its_net() {
    for (name, document) in samples::all() {
        let (price, basis) = document.line_price();
        let net = price.decimal() * document.told.credits.decimal() / basis.decimal();
        assert_eq!(Euros::rounded(net), Some(document.told.price.net), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever a buyer is called, it gets its invoice.
    #[test]
    fn any_name_can_be_printed(name in any::<String>(), company in any::<String>(), address in any::<String>()) {
        let buyer = Buyer { name, company, address, ..samples::buyer("FR", "") };
        let document = samples::invoice(samples::seller(), buyer, VatRule::Domestic, "20");
        pdf::write(&document, Locale::Fr).unwrap();
    }
}
