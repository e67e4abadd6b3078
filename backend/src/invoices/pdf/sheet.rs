//! Pages as they are laid out, before anything is drawn: what stands where, and what it is.

use super::fonts::{Fonts, Run, Weight};

/// A4, in points.
pub const WIDTH: f32 = 595.28;
pub const HEIGHT: f32 = 841.89;
pub const LEFT: f32 = 51.0;
pub const RIGHT: f32 = WIDTH - 51.0;
pub const TOP: f32 = 51.0;
/// What flows ends here; below stands the foot of the page.
pub const BOTTOM: f32 = HEIGHT - 76.0;

/// Lines stand this many sizes of their font apart.
const LEADING: f32 = 1.38;
/// The letters stand this many sizes below the top of their line.
const BASELINE: f32 = 1.06;

pub type Color = [u8; 3];

/// How text looks.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    pub weight: Weight,
    pub size: f32,
    pub color: Color,
}

impl Style {
    pub const fn new(weight: Weight, size: f32, color: Color) -> Self {
        Self { weight, size, color }
    }

    pub fn line(self) -> f32 {
        self.size * LEADING
    }

    /// From the top of a line to the feet of its letters.
    pub fn drop(self) -> f32 {
        self.size * BASELINE
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
    Center,
}

/// What something is to whoever hears the page instead of seeing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Lines, colours, the foot of the page.
    Decoration,
    Title,
    Paragraph,
    /// The head of a column of a table; its number and the row's.
    ColumnHead {
        table: usize,
        row: usize,
    },
    RowHead {
        table: usize,
        row: usize,
    },
    Cell {
        table: usize,
        row: usize,
    },
}

impl Role {
    pub const fn table(self) -> Option<usize> {
        match self {
            Self::ColumnHead { table, .. } | Self::RowHead { table, .. } | Self::Cell { table, .. } => Some(table),
            Self::Decoration | Self::Title | Self::Paragraph => None,
        }
    }

    pub const fn row(self) -> usize {
        match self {
            Self::ColumnHead { row, .. } | Self::RowHead { row, .. } | Self::Cell { row, .. } => row,
            Self::Decoration | Self::Title | Self::Paragraph => 0,
        }
    }
}

#[derive(Debug, Clone)]
pub enum Op {
    Text { x: f32, y: f32, style: Style, run: Run },
    Fill { x: f32, y: f32, width: f32, height: f32, color: Color },
}

/// Something on a page, in the order in which it is read.
#[derive(Debug, Clone)]
pub struct Mark {
    pub page: usize,
    pub role: Role,
    pub ops: Vec<Op>,
}

impl Mark {
    pub fn lower(&mut self, by: f32) {
        for op in &mut self.ops {
            match op {
                Op::Text { y, .. } | Op::Fill { y, .. } => *y += by,
            }
        }
    }
}

/// Where the next line goes.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Cursor {
    pub page: usize,
    pub y: f32,
}

impl Cursor {
    /// Goes to the next page unless this much fits.
    pub fn make_room(&mut self, height: f32) {
        if self.y + height > BOTTOM && self.y > TOP {
            *self = Self { page: self.page + 1, y: TOP };
        }
    }

    pub fn later(self, other: Self) -> Self {
        if other > self { other } else { self }
    }
}

/// Where text may stand across the page.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    pub x: f32,
    pub width: f32,
    pub align: Align,
}

impl Column {
    pub const fn new(x: f32, width: f32, align: Align) -> Self {
        Self { x, width, align }
    }
}

#[derive(Debug, Default)]
pub struct Sheet {
    pub marks: Vec<Mark>,
}

impl Sheet {
    /// Writes text from the cursor on, which moves below it.
    pub fn write(&mut self, fonts: &Fonts, at: &mut Cursor, column: Column, style: Style, role: Role, text: &str) {
        let mut mark = Mark { page: at.page, role, ops: Vec::new() };
        for run in fonts.wrap(style.weight, style.size, text, column.width) {
            at.make_room(style.line());
            if at.page != mark.page {
                let full = std::mem::replace(&mut mark, Mark { page: at.page, role, ops: Vec::new() });
                self.put(full);
            }
            let rest = column.width - run.width(style.size);
            let x = match column.align {
                Align::Left => column.x,
                Align::Right => column.x + rest,
                Align::Center => column.x + rest / 2.0,
            };
            mark.ops.push(Op::Text { x, y: at.y + style.drop(), style, run });
            at.y += style.line();
        }
        self.put(mark);
    }

    /// A colour behind or a line between.
    pub fn fill(&mut self, at: Cursor, x: f32, width: f32, height: f32, color: Color) {
        let ops = vec![Op::Fill { x, y: at.y, width, height, color }];
        self.put(Mark { page: at.page, role: Role::Decoration, ops });
    }

    fn put(&mut self, mark: Mark) {
        if !mark.ops.is_empty() {
            self.marks.push(mark);
        }
    }

    pub fn pages(&self) -> usize {
        self.marks.iter().map(|mark| mark.page + 1).max().unwrap_or(1)
    }
}
