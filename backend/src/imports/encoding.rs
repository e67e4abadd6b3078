//! Which encoding a text has, found by looking at all of it, and the same text in UTF-8.
//!
//! A byte order mark decides. Without one, text in UTF-16 has noughts in every other byte; what is UTF-8 to its end is
//! UTF-8; what is left is one byte a letter. Of these, ISO-8859-15 is told from Windows-1252 by what only one of them
//! would have: the bytes 80 to 9F are letters and quotation marks in Windows-1252 and nothing in ISO-8859-15, whose €, Œ,
//! œ and Ÿ are the ¤, ¼, ½ and ¾ of the other.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use encoding_rs::{CoderResult, DecoderResult, Encoding, ISO_8859_15, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::unreadable::Unreadable;

pub const CHUNK: usize = 64 << 10;

/// Bytes of a letter in UTF-8 that is not ASCII, at least.
const SHORTEST_LETTER: usize = 2;

/// The encoding, and the bytes of its mark.
pub fn sniff(path: &Path) -> Result<(&'static Encoding, u64), Unreadable> {
    let mut file = File::open(path)?;
    let mut chunk = vec![0; CHUNK];
    let mut read = fill(&mut file, &mut chunk)?;
    if read == 0 {
        return Err(Unreadable::Empty);
    }
    let mark = match Encoding::for_bom(&chunk[..read]) {
        Some((encoding, mark)) if encoding != UTF_8 => return Ok((encoding, mark as u64)),
        Some((_, mark)) => mark as u64,
        None => 0,
    };
    if let Some(encoding) = utf16(&chunk[..read]) {
        return Ok((encoding, 0));
    }
    let mut utf8 = Some(UTF_8.new_decoder_without_bom_handling());
    let mut decoded = vec![0; CHUNK * 3 + 16];
    let (mut single, mut letters) = (SingleByte::default(), 0);
    while read > 0 {
        let bytes = &chunk[..read];
        letters += bytes.iter().filter(|byte| !byte.is_ascii()).count();
        if !bytes.iter().all(is_text) {
            return Err(Unreadable::NotText);
        }
        utf8 = utf8.take_if(|decoder| valid(decoder, bytes, &mut decoded, false));
        if utf8.is_none() {
            single.look(bytes);
        }
        read = fill(&mut file, &mut chunk)?;
    }
    let Some(mut decoder) = utf8 else { return Ok((single.encoding(), 0)) };
    if valid(&mut decoder, &[], &mut decoded, true) {
        return Ok((UTF_8, mark));
    }
    // The last letter is not whole. With others before it, it was cut; one alone is a letter of another encoding.
    if letters > SHORTEST_LETTER { Err(Unreadable::Damaged) } else { Ok((single.encoding(), 0)) }
}

fn valid(decoder: &mut encoding_rs::Decoder, bytes: &[u8], decoded: &mut [u8], last: bool) -> bool {
    let (result, ..) = decoder.decode_to_utf8_without_replacement(bytes, decoded, last);
    !matches!(result, DecoderResult::Malformed(..))
}

/// No text has control characters, but for tabs, line ends, form feeds and the end mark of old DOS files.
fn is_text(byte: &u8) -> bool {
    *byte >= 0x20 || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1a)
}

/// UTF-16 without a mark: digits, separators and Latin letters are half noughts, always the same half.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.len() / 2;
    let noughts = |at: usize| bytes.chunks_exact(2).filter(|pair| pair[at] == 0).count();
    let (first, second) = (noughts(0), noughts(1));
    match () {
        () if first == 0 && second * 5 > pairs * 2 => Some(UTF_16LE),
        () if second == 0 && first * 5 > pairs * 2 => Some(UTF_16BE),
        () => None,
    }
}

/// What tells one encoding of a byte a letter from the other.
#[derive(Default)]
struct SingleByte {
    windows: bool,
    latin9: bool,
    /// The two bytes before.
    before: [u8; 2],
}

impl SingleByte {
    fn look(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            let [earlier, last] = self.before;
            self.windows |= matches!(byte, 0x80..=0x9f);
            // €, which stands by itself; œ and its like stand in words, where nobody writes ½.
            let in_word = byte.is_ascii_alphabetic() && !earlier.is_ascii_digit();
            self.latin9 |= byte == 0xa4 || (matches!(last, 0xbc..=0xbe) && in_word);
            self.before = [last, byte];
        }
    }

    fn encoding(&self) -> &'static Encoding {
        if self.latin9 && !self.windows { ISO_8859_15 } else { WINDOWS_1252 }
    }
}

/// Writes the text in UTF-8, without a mark.
pub fn transcode(from: &Path, to: &Path, encoding: &'static Encoding) -> Result<(), Unreadable> {
    let mut from = File::open(from)?;
    let mut to = BufWriter::new(File::create(to)?);
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let (mut chunk, mut decoded) = (vec![0; CHUNK], vec![0; CHUNK * 3 + 16]);
    loop {
        let read = from.read(&mut chunk)?;
        let mut rest = &chunk[..read];
        loop {
            let (result, taken, written, _) = decoder.decode_to_utf8(rest, &mut decoded, read == 0);
            if !decoded[..written].iter().all(is_text) {
                return Err(Unreadable::NotText);
            }
            to.write_all(&decoded[..written])?;
            rest = &rest[taken..];
            if result == CoderResult::InputEmpty {
                break;
            }
        }
        if read == 0 {
            return Ok(to.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?);
        }
    }
}

/// Reads until the chunk is full or the file ends: a short read must not cut a pair of bytes in two.
fn fill(file: &mut File, chunk: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < chunk.len() {
        match file.read(&mut chunk[filled..])? {
            0 => break,
            read => filled += read,
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> Result<(&'static str, u64, String), &'static str> {
        let folder = tempfile::tempdir().unwrap();
        let (raw, text) = (folder.path().join("raw"), folder.path().join("text"));
        std::fs::write(&raw, bytes).unwrap();
        let read = sniff(&raw).and_then(|(encoding, mark)| {
            transcode(&raw, &text, encoding)?;
            Ok((encoding.name(), mark))
        });
        let (name, mark) = read.map_err(|error| error.code())?;
        Ok((name, mark, std::fs::read_to_string(&text).unwrap()))
    }

    fn utf16_bytes(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn encodings_are_told_apart() {
        let text = "Nom;Prénom;Ville\r\nCœur;Zoé;L’Haÿ\r\n";
        let windows = WINDOWS_1252.encode(text).0.into_owned();
        let marked = format!("\u{feff}{text}");
        for (bytes, encoding, mark) in [
            (text.as_bytes().to_vec(), "UTF-8", 0),
            (marked.clone().into_bytes(), "UTF-8", 3),
            (utf16_bytes(&marked, u16::to_le_bytes), "UTF-16LE", 2),
            (utf16_bytes(&marked, u16::to_be_bytes), "UTF-16BE", 2),
            (utf16_bytes(text, u16::to_le_bytes), "UTF-16LE", 0),
            (utf16_bytes(text, u16::to_be_bytes), "UTF-16BE", 0),
            (windows, "windows-1252", 0),
        ] {
            assert_eq!(told(&bytes).unwrap(), (encoding, mark, text.to_owned()));
        }
    }

    #[test]
    fn bytes_tell_latin_9_from_windows() {
        for (bytes, encoding) in [
            (b"C\xbdur;Zo\xe9".as_slice(), "ISO-8859-15"),
            (b"\xbcuvre;Zo\xe9", "ISO-8859-15"),
            (b"prix;12 \xa4", "ISO-8859-15"),
            (b"Zo\xe9;rue", "windows-1252"),
            (b"12\xbdh;Zo\xe9", "windows-1252"),
            (b"\xbd kg;Zo\xe9", "windows-1252"),
            (b"l\x92\xe9t\xe9;12 \xa4", "windows-1252"),
        ] {
            assert_eq!(told(bytes).unwrap().0, encoding, "{bytes:?}");
        }
    }

    #[test]
    fn a_letter_far_into_the_file_decides() {
        let mut bytes = b"mobile;nom\n".to_vec();
        bytes.extend(b"0612345601;Martin\n".repeat(10_000));
        // « é » on the border of two chunks is still one letter.
        let mut utf8 = bytes.clone();
        utf8.resize(CHUNK * 4 - 1, b'x');
        utf8.extend("é\n".as_bytes());
        assert_eq!(told(&utf8).unwrap().0, "UTF-8");
        bytes.extend(b"0612345602;C\xbdur\n");
        assert_eq!(told(&bytes).unwrap().0, "ISO-8859-15");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let table = "nom;mobile\nMartin;0612345601\n";
        for bytes in [
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(),
            b"a;b\nc;\0d\n".to_vec(),
            format!("{table}\0{table}").into_bytes(),
            utf16_bytes(&format!("\u{feff}{table}\0"), u16::to_le_bytes),
        ] {
            assert_eq!(told(&bytes).unwrap_err(), "not_csv", "{bytes:?}");
        }
        assert_eq!(told(b"").unwrap_err(), "empty");
        assert_eq!(told(b"Zo\xc3\xa9;No\xc3\xabl;No\xc3").unwrap_err(), "damaged");
        assert_eq!(told(b"0612345601;Zo\xe9").unwrap().0, "windows-1252");
    }
}
