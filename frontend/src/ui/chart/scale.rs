use super::{Series, Shape};

/// Lines across the drawing, above the one at zero: enough to read a figure off, few enough not to be looked at.
const LINES: i64 = 4;

/// Where a figure stands in the frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// Round figures from zero to the top.
    pub ticks: Vec<i64>,
    top: f64,
    places: usize,
}

impl Scale {
    pub fn of(shape: Shape, series: &[Series], places: usize) -> Self {
        let highest_at = |place: usize| {
            let figures = series.iter().map(|series| series.at(place));
            if shape == Shape::Stacked { figures.sum() } else { figures.max().unwrap_or_default() }
        };
        let ticks = ticks((0..places).map(highest_at).max().unwrap_or_default());
        let top = ticks.last().copied().unwrap_or(1) as f64;
        Self { ticks, top, places }
    }

    /// A figure's height in per cent of the frame.
    pub fn share(&self, value: i64) -> f64 {
        value as f64 * 100.0 / self.top
    }

    /// The width of one place in per cent.
    pub fn slot(&self) -> f64 {
        100.0 / self.places.max(1) as f64
    }

    /// The middle of a place in per cent.
    pub fn middle(&self, place: usize) -> f64 {
        self.slot() * (place as f64 + 0.5)
    }
}

/// From zero in steps of 1, 2 or 5 times a power of ten to the first that is no less than `highest`.
fn ticks(highest: i64) -> Vec<i64> {
    let highest = highest.max(1);
    let step = (0..18)
        .flat_map(|power| [1, 2, 5].map(|digit| digit * 10_i64.pow(power)))
        .find(|step| step.saturating_mul(LINES) >= highest)
        .unwrap_or(highest);
    (0..=highest.div_euclid(step) + i64::from(highest % step != 0)).map(|line| line * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Tone;

    #[test]
    fn ticks_are_round_and_reach_the_highest() {
        assert_eq!(ticks(0), [0, 1]);
        assert_eq!(ticks(3), [0, 1, 2, 3]);
        assert_eq!(ticks(4), [0, 1, 2, 3, 4]);
        assert_eq!(ticks(5), [0, 2, 4, 6]);
        assert_eq!(ticks(61), [0, 20, 40, 60, 80]);
        assert_eq!(ticks(1_000_000), [0, 500_000, 1_000_000]);
        for highest in [7, 19, 41, 99, 101, 12_345, i64::MAX / 4] {
            let ticks = ticks(highest);
            assert!(ticks.len() <= 5 && ticks.last().is_some_and(|top| *top >= highest), "{highest}: {ticks:?}");
        }
    }

    #[test]
    fn a_stack_is_as_high_as_its_parts_together() {
        let series = |values: Vec<i64>| Series { label: "a".into(), tone: Tone::Good, pale: false, values };
        let both = [series(vec![3, 1]), series(vec![4, 9])];
        assert_eq!(Scale::of(Shape::Stacked, &both, 2).ticks, [0, 5, 10]);
        assert_eq!(Scale::of(Shape::Bars, &both, 2).ticks, [0, 5, 10]);
        assert_eq!(Scale::of(Shape::Stacked, &both, 1).ticks, [0, 2, 4, 6, 8]);
        assert!((Scale::of(Shape::Lines, &both, 2).middle(1) - 75.0).abs() < 1e-9);
    }
}
