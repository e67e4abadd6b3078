//! When a campaign leaves: as it is typed, and the moment that is meant.

use openapi::Time;

use crate::i18n::{Moments, moments_of, read_wall, wall_of, write_wall};

/// A date as it stands in its field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct When {
    /// Empty: as soon as it is launched.
    pub typed: String,
    /// Of an hour that comes twice: the second one. `None` until somebody has said.
    pub second: Option<bool>,
}

/// What a date in its field comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meant {
    /// Nothing typed.
    AtOnce,
    Unreadable,
    /// An hour that clocks jump over.
    Skipped,
    /// An hour that comes twice, and nobody has said which is meant.
    Twice(Time, Time),
    At(Time),
}

impl When {
    /// A moment as it would be typed.
    pub fn of(time: Time) -> Self {
        let Some(wall) = wall_of(time) else { return Self::default() };
        let second = match moments_of(wall) {
            Moments::Twice(_, second) => Some(time >= second),
            _ => None,
        };
        Self { typed: write_wall(wall), second }
    }

    pub fn meant(&self) -> Meant {
        if self.typed.trim().is_empty() {
            return Meant::AtOnce;
        }
        let Some(wall) = read_wall(&self.typed) else { return Meant::Unreadable };
        match (moments_of(wall), self.second) {
            (Moments::Skipped, _) => Meant::Skipped,
            (Moments::One(at), _) => Meant::At(at),
            (Moments::Twice(first, second), None) => Meant::Twice(first, second),
            (Moments::Twice(first, _), Some(false)) => Meant::At(first),
            (Moments::Twice(_, second), Some(true)) => Meant::At(second),
        }
    }

    /// The moment, when there is one.
    pub fn send_at(&self) -> Option<Time> {
        match self.meant() {
            Meant::At(at) => Some(at),
            _ => None,
        }
    }
}
