//! The letters: Noto Sans (SIL Open Font License), which has Latin, Greek and Cyrillic. What it lacks (Arabic, Chinese, pictures)
//! shows as a box; the XML inside has it as it was told.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, Face, UnicodeBuffer};

/// What stands for a letter that the font does not have.
const BOX: char = '□';

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Regular,
    Bold,
}

/// Both weights, ready to measure and to draw with.
pub struct Fonts {
    regular: Cut,
    bold: Cut,
}

struct Cut {
    font: Font,
    face: Face<'static>,
}

/// A line of text, shaped: its letters in their places.
#[derive(Debug, Clone)]
pub struct Run {
    pub text: String,
    pub glyphs: Vec<KrillaGlyph>,
    pub weight: Weight,
    /// In sizes of the font.
    ems: f32,
}

impl Run {
    pub fn width(&self, size: f32) -> f32 {
        self.ems * size
    }
}

impl Fonts {
    pub fn new() -> Option<Self> {
        Some(Self { regular: Cut::new(notosans::REGULAR_TTF)?, bold: Cut::new(notosans::BOLD_TTF)? })
    }

    pub fn font(&self, weight: Weight) -> &Font {
        &self.cut(weight).font
    }

    /// One line of text.
    pub fn shape(&self, weight: Weight, text: &str) -> Run {
        let cut = self.cut(weight);
        let text = cut.clean(text);
        let (glyphs, ems) = cut.shape(&text);
        Run { text, glyphs, weight, ems }
    }

    /// Text in as many lines as it needs. Words that are longer than a line are broken where it ends.
    pub fn wrap(&self, weight: Weight, size: f32, text: &str, width: f32) -> Vec<Run> {
        let fits = |line: &str| self.shape(weight, line).width(size) <= width;
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            let mut line = String::new();
            for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
                let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
                if fits(&longer) {
                    line = longer;
                    continue;
                }
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                for letter in word.chars() {
                    line.push(letter);
                    if !fits(&line) && line.chars().nth(1).is_some() {
                        line.pop();
                        lines.push(std::mem::replace(&mut line, letter.to_string()));
                    }
                }
            }
            if !line.is_empty() {
                lines.push(line);
            }
        }
        lines.iter().map(|line| self.shape(weight, line)).collect()
    }

    fn cut(&self, weight: Weight) -> &Cut {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }
}

impl Cut {
    fn new(data: &'static [u8]) -> Option<Self> {
        Some(Self { font: Font::new(data.into(), 0)?, face: Face::from_slice(data, 0)? })
    }

    /// Only what the font can draw, in the order it is written.
    fn clean(&self, text: &str) -> String {
        let known = |c: char| self.face.glyph_index(c).is_some_and(|glyph| glyph.0 != 0) && !is_private(c);
        text.chars()
            .filter(|c| !is_invisible(*c))
            .map(|c| match c {
                '\t' | '\n' | '\r' => ' ',
                // A hyphen that does not break: there is nothing to break at a hyphen here anyway.
                '\u{2010}' | '\u{2011}' => '-',
                c if known(c) => c,
                _ => BOX,
            })
            .collect()
    }

    fn shape(&self, text: &str) -> (Vec<KrillaGlyph>, f32) {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        let shaped = rustybuzz::shape(&self.face, &[], buffer);
        let em = self.font.units_per_em();
        // Font units are small whole numbers: a float holds them exactly.
        #[allow(clippy::cast_precision_loss)]
        let ems = |units: i32| units as f32 / em;
        let starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        let mut width = 0.0;
        let mut glyphs = Vec::with_capacity(starts.len());
        for (at, (info, position)) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()).enumerate() {
            let start = info.cluster as usize;
            let end = starts.iter().skip(at).copied().find(|next| *next > start).unwrap_or(text.len());
            width += ems(position.x_advance);
            glyphs.push(KrillaGlyph {
                glyph_id: GlyphId::new(info.glyph_id),
                text_range: start..end,
                x_advance: ems(position.x_advance),
                x_offset: ems(position.x_offset),
                y_offset: ems(position.y_offset),
                y_advance: ems(position.y_advance),
                location: None,
            });
        }
        (glyphs, width)
    }
}

/// Marks of direction and joints have no shape of their own, and other controls no meaning on a page.
fn is_invisible(c: char) -> bool {
    let joint = matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}');
    joint || (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

/// Letters without an agreed meaning, which an archive must not have.
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' | '\u{fff0}'..='\u{ffff}')
}
