//! The table of magic numbers (the crate's documentation tells it in prose), and what a row comes to under the options.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::io;

use crate::number::Number;
use crate::options::{Fault, Options, Receipts};

/// Longer than a receiver takes to handle a receipt, shorter than any sender's time-out.
const EARLY_ANSWER_MS: u64 = 500;
/// Longer than a hurried sender waits, shorter than a patient one's time-out.
const SLOW_ANSWER_MS: u64 = 3_000;

/// A fate: one row of the table.
#[derive(Debug, PartialEq)]
pub struct Row {
    pub digits: u8,
    pub name: &'static str,
    pub answer: Answer,
    /// Whether the message is accepted in truth, whatever the answer says.
    pub taken: bool,
    pub steps: &'static [Step],
    /// What the phone sends back.
    pub reply: Option<&'static str>,
    /// A fate that only calls meet; a text to the same number lives the ordinary life.
    calls_only: bool,
}

/// What the sender gets to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Created,
    Early,
    Slow,
    Refused,
    Busy,
    BusyOnce,
    Unavailable,
    Error,
    Never,
    Closed,
    Garbage,
}

/// A receipt of a row, and when it is due after the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    wait: Wait,
    status: Status,
    stray: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wait {
    Now,
    Delay,
    Late,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    DeliveredOperator,
    Received,
    Failed,
    /// Of calls: nobody took it.
    NotAnswered,
    /// Of calls: somebody else was on the line.
    LineBusy,
    Teleported,
}

impl Status {
    pub const fn name(self, call: bool) -> &'static str {
        match self {
            Self::DeliveredOperator => "delivered_operator",
            Self::Received if call => "listened",
            Self::Received => "received",
            Self::Failed | Self::NotAnswered | Self::LineBusy => "failed",
            Self::Teleported => "teleported",
        }
    }

    pub const fn reason(self) -> Option<&'static str> {
        match self {
            Self::Failed => Some("absent"),
            Self::NotAnswered => Some("not_answered"),
            Self::LineBusy => Some("line_busy"),
            _ => None,
        }
    }
}

const fn step(wait: Wait, status: Status) -> Step {
    Step { wait, status, stray: false }
}

const OPERATOR: Step = step(Wait::Delay, Status::DeliveredOperator);
const RECEIVED: Step = step(Wait::Delay, Status::Received);
const FAILED: Step = step(Wait::Delay, Status::Failed);
const STRAY: Step = Step { stray: true, ..RECEIVED };
const ORDINARY: &[Step] = &[OPERATOR, RECEIVED];

const fn row(digits: u8, name: &'static str, answer: Answer, taken: bool) -> Row {
    Row { digits, name, answer, taken, steps: if taken { ORDINARY } else { &[] }, reply: None, calls_only: false }
}

const fn scripted(digits: u8, name: &'static str, steps: &'static [Step]) -> Row {
    Row { steps, ..row(digits, name, Answer::Created, true) }
}

const fn call(digits: u8, name: &'static str, steps: &'static [Step]) -> Row {
    Row { calls_only: true, ..scripted(digits, name, steps) }
}

/// `NN` is a row's index; the first row is the ordinary life.
static TABLE: [Row; 25] = [
    row(0, "delivered", Answer::Created, true),
    scripted(1, "absent", &[OPERATOR, FAILED]),
    scripted(2, "late", &[OPERATOR, step(Wait::Late, Status::Received)]),
    scripted(
        3,
        "duplicate_receipt",
        &[OPERATOR, step(Wait::Now, Status::DeliveredOperator), RECEIVED, step(Wait::Now, Status::Received)],
    ),
    Row { steps: &[step(Wait::Now, Status::Received)], ..row(4, "early_receipt", Answer::Early, true) },
    Row { reply: Some("STOP"), ..row(5, "stop", Answer::Created, true) },
    row(6, "timeout_taken", Answer::Never, true),
    row(7, "timeout", Answer::Never, false),
    row(8, "refused", Answer::Refused, false),
    row(9, "busy", Answer::Busy, false),
    Row { steps: ORDINARY, ..row(10, "busy_once", Answer::BusyOnce, true) },
    row(11, "unavailable", Answer::Unavailable, false),
    row(12, "error", Answer::Error, false),
    row(13, "error_taken", Answer::Error, true),
    row(14, "closed", Answer::Closed, false),
    row(15, "closed_taken", Answer::Closed, true),
    row(16, "garbage", Answer::Garbage, true),
    scripted(17, "unknown_id", &[STRAY, OPERATOR, RECEIVED]),
    scripted(18, "unknown_status", &[OPERATOR, step(Wait::Delay, Status::Teleported)]),
    scripted(19, "out_of_order", &[RECEIVED, OPERATOR]),
    scripted(20, "contradiction", &[RECEIVED, FAILED]),
    scripted(21, "silent", &[]),
    row(22, "slow", Answer::Slow, true),
    call(23, "not_answered", &[OPERATOR, step(Wait::Delay, Status::NotAnswered)]),
    call(24, "line_busy", &[step(Wait::Delay, Status::LineBusy)]),
];

/// Where the plans of calls begin, behind those of texts.
const CALLS: u8 = TABLE.len() as u8;

/// What `--help` says of the table.
pub fn help() -> String {
    let rows: Vec<String> = TABLE.iter().map(|row| format!("{:02} {}", row.digits, row.name)).collect();
    format!("Magic numbers, +337999999NN, and the names of faults: {}.", rows.join(", "))
}

pub fn named(name: &str) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.name == name)
}

/// A row under the options: when it answers, what it posts and when, all in milliseconds.
#[derive(Debug)]
pub struct Plan {
    pub row: &'static Row,
    /// From the request to its answer.
    pub answer_ms: u64,
    pub receipts: Vec<Planned>,
    /// From the request to the operator's `delivered_operator`.
    operator_ms: u64,
    /// From the request to the phone, or to the operator's giving up.
    pub arrival_ms: u64,
    /// Whether the phone never gets it.
    pub fails: bool,
    /// Whether it is a call, which reads the text aloud.
    pub call: bool,
}

/// One receipt of a plan.
#[derive(Debug)]
pub struct Planned {
    /// From the request to the first receipt, from there to the next.
    pub wait_ms: u64,
    pub status: Status,
    /// Under an id and a reference that nobody knows.
    pub stray: bool,
}

impl Plan {
    fn new(row: &'static Row, call: bool, options: &Options) -> Self {
        let answer_ms = options.latency_ms
            + match row.answer {
                Answer::Early => EARLY_ANSWER_MS,
                Answer::Slow => SLOW_ANSWER_MS,
                _ => 0,
            };
        // Ordinary receipts follow the answer; only the early ones do not wait for it.
        let mut start_ms = match row.answer {
            Answer::Early => 0,
            _ => answer_ms,
        };
        let operator_ms = start_ms + options.receipt_delay_ms;
        let mut receipts: Vec<Planned> = Vec::new();
        let mut arrival_ms = None;
        let mut elapsed_ms = 0;
        for step in row.steps.iter().filter(|step| kept(row, step, options)) {
            let wait_ms = std::mem::take(&mut start_ms) + step.wait_ms(options);
            elapsed_ms += wait_ms;
            if step.status != Status::DeliveredOperator && !step.stray {
                arrival_ms.get_or_insert(elapsed_ms);
            }
            receipts.push(Planned { wait_ms, status: step.status, stray: step.stray });
        }
        Self {
            row,
            answer_ms,
            receipts,
            operator_ms,
            arrival_ms: arrival_ms.unwrap_or(operator_ms),
            fails: row.steps.iter().any(|step| step.status.reason().is_some()) && !row.steps.contains(&RECEIVED),
            call,
        }
    }

    /// What is true of a message `elapsed_ms` after it was taken, whatever its receipts said.
    pub fn truth(&self, elapsed_ms: u64) -> &'static str {
        if elapsed_ms >= self.arrival_ms {
            return if self.fails { Status::Failed } else { Status::Received }.name(self.call);
        }
        if elapsed_ms >= self.operator_ms {
            return "delivered_operator";
        }
        "accepted"
    }
}

impl Step {
    fn wait_ms(self, options: &Options) -> u64 {
        match self.wait {
            Wait::Now => 0,
            Wait::Delay => options.receipt_delay_ms,
            Wait::Late => options.receipt_delay_ms + options.late_ms,
        }
    }
}

fn kept(row: &Row, step: &Step, options: &Options) -> bool {
    match options.receipts {
        Receipts::Both => true,
        Receipts::Final => step.status != Status::DeliveredOperator || row.steps.last() == Some(&OPERATOR),
        Receipts::None => false,
    }
}

/// Which plan a message follows.
#[derive(Debug)]
pub struct Fates {
    plans: Vec<Plan>,
    /// Upper ends of the faults' shares of 0..1, with the index of their plan.
    shares: Vec<(f64, u8)>,
}

impl Fates {
    pub fn new(options: &Options) -> io::Result<Self> {
        let rates = [("absent", options.error_rate), ("silent", options.silent_rate)];
        let mut faults = options.faults.clone();
        for (name, rate) in rates {
            let fault = Fault::new(name, rate).map_err(|why| io::Error::new(io::ErrorKind::InvalidInput, why))?;
            faults.push(fault);
        }
        faults.retain(|fault| fault.rate > 0.0);
        let mut end = 0.0;
        let shares = faults.iter().map(|fault| {
            end += fault.rate;
            (end, fault.row.digits)
        });
        let shares = shares.collect();
        // A little slack for decimals such as 0.1 that have no exact binary form.
        if end > 1.0 + 1e-9 {
            let why = "the rates of all faults together are more than 1";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, why));
        }
        let plans =
            [false, true].into_iter().flat_map(|call| TABLE.iter().map(move |row| Plan::new(row, call, options)));
        Ok(Self { plans: plans.collect(), shares })
    }

    /// The index of the plan for a message: the magic number's, else one drawn from the reference.
    pub fn draw(&self, to: Number, reference: &str, call: bool) -> u8 {
        let digits = self.digits(to, reference);
        match TABLE.get(usize::from(digits)) {
            Some(_) if call => CALLS + digits,
            Some(row) if !row.calls_only => digits,
            _ if call => CALLS,
            _ => 0,
        }
    }

    fn digits(&self, to: Number, reference: &str) -> u8 {
        if let Some(digits) = to.magic() {
            return digits;
        }
        if self.shares.is_empty() {
            return 0;
        }
        // Keys are fixed, so that a reference meets the same fate again after a restart.
        let hash = BuildHasherDefault::<DefaultHasher>::default().hash_one(reference);
        let drawn = (hash >> 11) as f64 / (1_u64 << 53) as f64;
        let share = self.shares.iter().find(|(end, _)| drawn < *end);
        share.map_or(0, |(_, plan)| *plan)
    }

    pub fn plan(&self, index: u8) -> &Plan {
        &self.plans[usize::from(index)]
    }
}

#[cfg(test)]
mod tests {
    use super::TABLE;

    /// The table is told in three places; none may fall behind.
    #[test]
    fn documentation_and_page_know_every_row() {
        let documentation = include_str!("lib.rs");
        let words = include_str!("page/words.js");
        for (index, row) in TABLE.iter().enumerate() {
            assert_eq!(usize::from(row.digits), index);
            let line = format!("//! | {index:02} | `{}` |", row.name);
            assert!(documentation.contains(&line), "{line}");
        }
        // In both languages, in the order of the table: the page numbers them by their place.
        for section in words.split("fates: {").skip(1) {
            let names = section.lines().skip(1).take(TABLE.len());
            for (line, row) in names.zip(&TABLE) {
                assert!(line.trim().starts_with(&format!("{}: ", row.name)), "{line}");
            }
        }
        assert_eq!(words.matches("fates: {").count(), 2);
    }
}
