//! Made-up people, always the same: names that many share, numbers that nobody shares.

use std::fmt::Write;

/// Numbers 06 10 to 06 29 and 06 40 to 06 89: each is valid.
const NUMBERS: usize = 70_000_000;

/// Shares no factor with [`NUMBERS`]: every number once, in no order.
const STEP: usize = 15_485_863;

/// The account's own field.
pub const OWN_FIELD: &str = "Ville";

const HEADER: &str = "Mobile;Nom;Prénom;E-mail;Société;Ville\n";
const FIRST: [&str; 24] = [
    "Martin",
    "Zoé",
    "Jean-Pierre",
    "Anne",
    "Émile",
    "Marie",
    "Luc",
    "Paul",
    "Inès",
    "Hugo",
    "Léa",
    "Marc",
    "Nadia",
    "Omar",
    "Rose",
    "Théo",
    "Ursule",
    "Victor",
    "William",
    "Xavier",
    "Yann",
    "Brigitte",
    "Chloé",
    "David",
];
const SYLLABLES: [&str; 30] = [
    "mar", "tin", "ber", "nard", "tho", "mas", "pe", "tit", "ro", "bert", "ri", "chard", "du", "rand", "le", "roy",
    "mo", "reau", "si", "mon", "lau", "rent", "gar", "cia", "fou", "ver", "mi", "chel", "da", "vid",
];
const COMPANIES: [&str; 8] =
    ["Boulangerie", "Garage", "Cabinet", "Atelier", "Ferme", "Hôtel", "Imprimerie", "Pharmacie"];
const CITIES: [&str; 12] =
    ["Paris", "Lyon", "Marseille", "Lille", "Nantes", "Rennes", "Brest", "Tours", "Nice", "Dijon", "Metz", "Pau"];

/// The `n`th mobile, as the French write it; the third of a hundred is Belgian, the fifth a fixed line.
pub fn mobile(n: usize) -> String {
    let place = n.wrapping_mul(STEP) % NUMBERS;
    match n % 100 {
        2 => format!("+32470{:06}", n / 100),
        4 => format!("0142{:06}", n / 100),
        _ => {
            let (tens, rest) = (place / 1_000_000, place % 1_000_000);
            format!("06{}{rest:06}", if tens < 20 { tens + 10 } else { tens + 20 })
        }
    }
}

/// A file of the people from `from` to `to`.
pub fn csv(from: usize, to: usize) -> Vec<u8> {
    let mut text = String::with_capacity((to - from) * 90 + HEADER.len());
    text.push_str(HEADER);
    for n in from..to {
        let (last, first) = (last_name(n), FIRST[mixed(n, 1) % FIRST.len()]);
        let mail = if n.is_multiple_of(3) { String::new() } else { format!("{}.{n}@example.org", last.to_lowercase()) };
        let company = if n.is_multiple_of(4) { company(n) } else { String::new() };
        writeln!(text, "{};{last};{first};{mail};{company};{}", mobile(n), city(n)).expect("memory takes it");
    }
    text.into_bytes()
}

/// A file of numbers alone.
pub fn numbers(from: usize, to: usize) -> Vec<u8> {
    let numbers = (from..to).map(mobile);
    std::iter::once("Mobile".to_owned()).chain(numbers).collect::<Vec<_>>().join("\n").into_bytes()
}

/// One in a hundred is called Martin; 27 000 other names, some more usual than others.
fn last_name(n: usize) -> String {
    if n % 100 == 17 {
        return "Martin".to_owned();
    }
    let mixed = mixed(n, 2);
    let usual = (mixed % 30).min(mixed / 30 % 30);
    let syllables = [usual, mixed / 900 % 30, mixed / 27_000 % 30].map(|at| SYLLABLES[at]);
    let name = syllables.concat();
    name[..1].to_uppercase() + &name[1..]
}

fn company(n: usize) -> String {
    format!("{} {}", COMPANIES[mixed(n, 3) % COMPANIES.len()], last_name(n / 7))
}

/// One in a thousand lives in a village of a few.
fn city(n: usize) -> String {
    if n.is_multiple_of(1_000) {
        format!("Village {}", n / 5_000)
    } else {
        CITIES[mixed(n, 4) % CITIES.len()].to_owned()
    }
}

/// As good as random (SplitMix64).
fn mixed(n: usize, salt: u64) -> usize {
    let mut z = (n as u64).wrapping_add(salt.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    usize::try_from((z ^ (z >> 31)) >> 16).expect("a machine has 64 bits")
}
