//! Which character stands between two cells.

use csv::{ReaderBuilder, StringRecord};

/// In the order of preference when nothing tells them apart.
const SEPARATORS: [u8; 4] = [b';', b',', b'\t', b'|'];

/// What a program may have written when somebody chose it; nothing that stands in numbers, dates, addresses or formulas.
const RARE: [u8; 9] = [b':', b'~', b'^', b'#', b'!', b'*', b'%', b'&', b'$'];

/// Rows that are looked at.
const LOOKED_AT: usize = 50;

/// A first line like `sep=;`, which Excel writes and reads: the separator, and the bytes the line takes.
pub fn declared(text: &str) -> Option<(u8, usize)> {
    let line = text.split(['\r', '\n']).next()?;
    let bare = line.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(line);
    let rest = bare.strip_prefix("sep=").or_else(|| bare.strip_prefix("SEP="))?;
    match rest.as_bytes() {
        [separator] if *separator == b'\t' || (separator.is_ascii_punctuation() && *separator != b'"') => {
            Some((*separator, line.len()))
        }
        _ => None,
    }
}

/// The separator that cuts the most rows into as many cells, and into more than one. A comma in an address or in an amount
/// occurs in some rows only; a separator in all of them. A rare one must fit every row.
pub fn sniff(text: &str) -> u8 {
    let best = |separators: &[u8]| {
        let mut best = (SEPARATORS[0], Fit::default());
        for separator in separators {
            let fit = fit(text, *separator);
            if (fit.alike, fit.width) > (best.1.alike, best.1.width) {
                best = (*separator, fit);
            }
        }
        best
    };
    let (common, fit) = best(&SEPARATORS);
    if fit.alike * 2 > fit.rows {
        return common;
    }
    let (rare, fit) = best(&RARE);
    if fit.alike > 1 && fit.alike == fit.rows { rare } else { common }
}

/// How well a separator fits.
#[derive(Default)]
struct Fit {
    rows: usize,
    /// The rows of the width that most of them have.
    alike: usize,
    width: usize,
}

fn fit(text: &str, separator: u8) -> Fit {
    let widths: Vec<usize> = rows(text, separator).iter().map(StringRecord::len).collect();
    let alike = |width: usize| widths.iter().filter(|other| **other == width).count();
    let wide = widths.iter().copied().filter(|width| *width > 1);
    let width = wide.max_by_key(|width| (alike(*width), *width));
    width.map_or(Fit { rows: widths.len(), ..Fit::default() }, |width| Fit {
        rows: widths.len(),
        alike: alike(width),
        width,
    })
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
            ("06.12.34.56.01\n06.12.34.56.02\n", b';'),
            // A title above the table.
            ("Export of 12/03\nname,mobile\nMartin,06\nDurand,06\n", b','),
            // Whatever fits every row.
            ("name:mobile\nMartin:06\n", b':'),
            ("name~mobile\nMartin~06\n\"Zoe~Ann\"~07\n", b'~'),
            ("name#1;mobile\nMartin#2;06\n", b';'),
            ("Martin: 0612345601\n0612345602\n", b';'),
            ("", b';'),
        ] {
            assert_eq!(char::from(sniff(text)), char::from(expected), "{text:?}");
        }
    }

    #[test]
    fn a_declared_separator_is_believed() {
        assert_eq!(declared("sep=,\r\nname,mobile"), Some((b',', 5)));
        assert_eq!(declared("sep=\t\nname"), Some((b'\t', 5)));
        assert_eq!(declared("\"sep=~\"\r\nname"), Some((b'~', 7)));
        assert_eq!(declared("separator;mobile\n"), None);
        assert_eq!(declared("sep=ab\n"), None);
        assert_eq!(declared("sep=\"\n"), None);
    }
}
