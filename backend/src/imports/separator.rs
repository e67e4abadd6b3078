//! Which character stands between two cells.

use csv::{ReaderBuilder, StringRecord};

/// In the order of preference when nothing tells them apart.
const SEPARATORS: [u8; 4] = [b';', b',', b'\t', b'|'];

/// Rows that are looked at.
const LOOKED_AT: usize = 50;

/// A first line like `sep=;`, which Excel writes and reads: the separator, and the bytes the line takes.
pub fn declared(text: &str) -> Option<(u8, usize)> {
    let line = text.split(['\r', '\n']).next()?;
    let rest = line.strip_prefix("sep=").or_else(|| line.strip_prefix("SEP="))?;
    match rest.as_bytes() {
        [separator] if SEPARATORS.contains(separator) => Some((*separator, line.len())),
        _ => None,
    }
}

/// The separator that gives the most rows as many cells as the first one has, and more than one. A comma in an address
/// or in an amount occurs in some rows only; a separator in all of them.
pub fn sniff(text: &str) -> u8 {
    let score = |separator: u8| {
        let rows = rows(text, separator);
        let width = rows.first().map_or(0, StringRecord::len);
        if width < 2 {
            return (0, 0);
        }
        (rows.iter().filter(|row| row.len() == width).count(), width)
    };
    let mut best = (SEPARATORS[0], (0, 0));
    for separator in SEPARATORS {
        let found = score(separator);
        if found > best.1 {
            best = (separator, found);
        }
    }
    best.0
}

fn rows(text: &str, separator: u8) -> Vec<StringRecord> {
    let reader =
        ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.into_records().take(LOOKED_AT).filter_map(Result::ok).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_found() {
        for (text, expected) in [
            ("nom;mobile\nMartin;0612345601\n", b';'),
            ("name,mobile\nMartin,0612345601\n", b','),
            ("nom\tmobile\nMartin\t0612345601\n", b'\t'),
            ("nom|mobile\r\nMartin|0612345601\r\n", b'|'),
            // Commas within cells, even in the header.
            ("Nom, usuel;Montant;Mobile\nMartin;1,50;06\nDurand;2,75;06\n", b';'),
            ("name,note,mobile\n\"Martin; Zoe\",\"a;b\",06\nDurand,c,06\n", b','),
            // One column needs none.
            ("mobile\n0612345601\n", b';'),
            ("", b';'),
        ] {
            assert_eq!(char::from(sniff(text)), char::from(expected), "{text:?}");
        }
    }

    #[test]
    fn a_declared_separator_is_believed() {
        assert_eq!(declared("sep=,\r\nname,mobile"), Some((b',', 5)));
        assert_eq!(declared("sep=\t\nname"), Some((b'\t', 5)));
        assert_eq!(declared("separator;mobile\n"), None);
    }
}
