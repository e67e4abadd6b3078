//! What one round measured, and which round counts.

use crate::load::Load;
use crate::usage::Used;

#[derive(Debug, Clone)]
pub struct Run {
    /// Messages a second over the whole of it.
    pub rate: f64,
    /// Of a campaign: messages a second put down by the launch, and from the first that left to the end.
    pub phases: Option<Phases>,
    pub used: Used,
}

#[derive(Debug, Clone, Copy)]
pub struct Phases {
    pub launch: f64,
    pub sending: f64,
}

impl Run {
    pub fn new(load: Load, seconds: f64, used: Used) -> Self {
        Self { rate: load.messages as f64 / seconds, phases: None, used }
    }

    /// Tells the two parts of a campaign apart by the moment at which its first message left.
    pub fn in_phases(self, load: Load, launch: f64, sending: f64) -> Self {
        let rate = |seconds: f64| load.messages as f64 / seconds;
        Self { phases: Some(Phases { launch: rate(launch), sending: rate(sending) }), ..self }
    }

    /// The one in the middle, by rate.
    pub fn median(mut runs: Vec<Self>) -> Self {
        runs.sort_by(|a, b| a.rate.total_cmp(&b.rate));
        runs.swap_remove(runs.len() / 2)
    }
}
