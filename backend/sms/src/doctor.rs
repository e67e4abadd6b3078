//! The character doctor: which characters make a text dearer than it looks, and what could stand there instead.
//!
//! One curly quote makes a text of 160 characters three messages instead of one. The doctor points at each character
//! that forces Unicode and offers what a careful typist would write in its place: `œ` → `oe`, `ê` → `e`, `’` → `'`.
//! Where there is no such thing (an emoji, another script) it offers nothing. In a text that is GSM-7 already it
//! points at the characters that count two.
//!
//! A finding is what one sees as one character: an emoji with its skin tone and joiners is one finding, so is a letter
//! with a combining mark after it, and so is a French guillemet with the space that belongs to it (`« a »` → `"a"`).

use std::{borrow::Cow, ops::Range, slice};

use crate::{
    Encoding, Measure, Parts,
    clean::{Piece, clean, pieces},
    gsm7, measure,
    replace::{Around, is_joiner, is_tail, replacement},
};

/// A character that costs more than it seems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// Where it begins in the text, in bytes.
    pub at: usize,
    /// How many bytes of the text it spans.
    pub len: usize,
    /// The character at fault, composed where it was written in two.
    pub char: char,
    pub costs: Costs,
    /// What could stand there instead, all of it in GSM-7.
    pub replacement: Option<&'static str>,
}

impl Finding {
    /// Where it lies in the text, in bytes.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.at..self.at + self.len
    }
}

/// What a finding costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Costs {
    /// It forces the whole text into Unicode: 70 characters a message instead of 160.
    Unicode,
    /// It is in the extension table: two septets. Reported only while the text is GSM-7, since in Unicode it is one unit.
    TwoUnits,
}

/// What the replacements would save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saving {
    pub before: Parts,
    pub after: Parts,
}

/// The characters that cost, in the order of the text.
#[must_use]
pub fn diagnose(text: &str) -> Vec<Finding> {
    diagnose_in(text, slice::from_ref(&(0..text.len())))
}

/// The text with its replacements made, borrowed when there are none; never of more parts than before.
///
/// When all that forces Unicode has a replacement, the text becomes GSM-7. When something has none, the text stays Unicode
/// whatever one does: then only what does not get longer is replaced, for `œ` → `oe` would cost and save nothing.
/// The same in the rare text that its replacements would lengthen into a further part.
#[must_use]
pub fn repair(text: &str) -> Cow<'_, str> {
    repair_in(text, slice::from_ref(&(0..text.len())))
}

/// The parts before and after [`repair`].
#[must_use]
pub fn saving(text: &str) -> Saving {
    Saving { before: measure(&clean(text)).parts, after: measure(&clean(&repair(text))).parts }
}

/// [`diagnose`] for a text of which only some segments are sent: a template, without its field names.
pub(crate) fn diagnose_in(text: &str, segments: &[Range<usize>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for segment in segments {
        examine(&text[segment.clone()], segment.start, &mut findings);
    }
    if findings.iter().any(|finding| finding.costs == Costs::Unicode) {
        findings.retain(|finding| finding.costs == Costs::Unicode);
    }
    findings
}

/// [`repair`] for a text of which only some segments are sent.
pub(crate) fn repair_in<'t>(text: &'t str, segments: &[Range<usize>]) -> Cow<'t, str> {
    let all = diagnose_in(text, segments);
    if all.iter().all(|finding| finding.replacement.is_none()) {
        return Cow::Borrowed(text);
    }
    let before = measure_of(text, segments, &[]);
    let after = measure_of(text, segments, &all);
    if after.encoding == Encoding::Gsm7 && after.parts <= before.parts {
        return Cow::Owned(apply(text, 0..text.len(), &all));
    }
    let shortening: Vec<Finding> = all.into_iter().filter(|finding| !lengthens(text, finding)).collect();
    Cow::Owned(apply(text, 0..text.len(), &shortening))
}

/// The size of what is sent once the findings are replaced.
fn measure_of(text: &str, segments: &[Range<usize>], findings: &[Finding]) -> Measure {
    let sent: String = segments.iter().map(|segment| apply(text, segment.clone(), findings)).collect();
    measure(&clean(&sent))
}

/// A range of the text with the findings in it replaced.
fn apply(text: &str, range: Range<usize>, findings: &[Finding]) -> String {
    let mut out = String::with_capacity(range.len());
    let mut from = range.start;
    for finding in findings.iter().filter(|finding| range.contains(&finding.at)) {
        let Some(replacement) = finding.replacement else {
            continue;
        };
        out.push_str(&text[from..finding.at]);
        out.push_str(replacement);
        from = finding.at + finding.len;
    }
    out.push_str(&text[from..range.end]);
    out
}

fn lengthens(text: &str, finding: &Finding) -> bool {
    let units = clean(&text[finding.range()]).encode_utf16().count();
    finding.replacement.is_some_and(|replacement| replacement.len() > units)
}

/// What is wrong with what stands at a piece, and how many pieces it spans.
struct Symptom {
    char: char,
    costs: Costs,
    replacement: Option<&'static str>,
    span: usize,
}

fn examine(text: &str, base: usize, findings: &mut Vec<Finding>) {
    let pieces: Vec<Piece> = pieces(text).collect();
    let mut i = 0;
    let mut before = None;
    while let Some(piece) = pieces.get(i) {
        let Some(symptom) = examine_at(&pieces, i, before) else {
            before = Some(piece.char);
            i += 1;
            continue;
        };
        i += symptom.span;
        let last = pieces[i - 1];
        // What vanishes stands before nothing.
        if symptom.replacement != Some("") {
            before = Some(last.char);
        }
        findings.push(Finding {
            at: base + piece.at,
            len: last.at + last.len - piece.at,
            char: symptom.char,
            costs: symptom.costs,
            replacement: symptom.replacement,
        });
    }
}

fn examine_at(pieces: &[Piece], i: usize, before: Option<char>) -> Option<Symptom> {
    let char = pieces[i].char;
    let after = pieces.get(i + 1).map(|piece| piece.char);
    let guillemet = |char| Symptom { char, costs: Costs::Unicode, replacement: Some("\""), span: 2 };
    if is_space(char) && after == Some('»') {
        return Some(guillemet('»'));
    }
    if char == '«' && after.is_some_and(is_space) {
        return Some(guillemet('«'));
    }
    match gsm7::septets(char) {
        0 => {
            let replacement = replacement(char, Around { before, after });
            let end = if replacement.is_none() { end_of_cluster(pieces, i) } else { i + 1 };
            Some(Symptom { char, costs: Costs::Unicode, replacement, span: end - i })
        }
        1 => None,
        _ => Some(Symptom { char, costs: Costs::TwoUnits, replacement: None, span: 1 }),
    }
}

/// The piece after all that is drawn together with the one at `i`.
fn end_of_cluster(pieces: &[Piece], i: usize) -> usize {
    let is_flag = |c: char| matches!(c, '\u{1F1E6}'..='\u{1F1FF}');
    let mut end = i + 1;
    if is_flag(pieces[i].char) && pieces.get(end).is_some_and(|p| is_flag(p.char)) {
        end += 1;
    }
    while let Some(piece) = pieces.get(end) {
        let joins_next = is_joiner(piece.char) && pieces.get(end + 1).is_some_and(|p| gsm7::septets(p.char) == 0);
        if joins_next {
            end += 2;
        } else if is_tail(piece.char) || is_joiner(piece.char) {
            end += 1;
        } else {
            break;
        }
    }
    end
}

/// The spaces that French typography puts inside guillemets.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}')
}
