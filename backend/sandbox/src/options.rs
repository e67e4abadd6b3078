//! How the sandbox behaves: flags of `chappe sandbox`, and a plain struct for tests.

use std::str::FromStr;

use clap::{Args, ValueEnum};

use crate::magic::{self, Row};

const RECEIPT_DELAY_MS: u64 = 300;
const LATE_MS: u64 = 60_000;
/// A receiver that answers after its commit takes what has come meanwhile in the next one: half of these arrive while the
/// other half is written. More cost a receiver that stores nothing CPU.
const RECEIPT_CONNECTIONS: usize = 128;

/// The sandbox's behaviour. Times are in milliseconds, rates fractions from 0 to 1.
#[derive(Debug, Clone, PartialEq, Args)]
#[command(after_help = magic::help())]
pub struct Options {
    /// Milliseconds before a message is answered.
    #[arg(long, default_value_t = 0)]
    pub latency_ms: u64,
    /// Milliseconds from the answer to the first receipt, and from each receipt to the next.
    #[arg(long, default_value_t = RECEIPT_DELAY_MS)]
    pub receipt_delay_ms: u64,
    /// Milliseconds by which a late receipt is later than that.
    #[arg(long, default_value_t = LATE_MS)]
    pub late_ms: u64,
    /// Which receipts an ordinary message gets.
    #[arg(long, value_enum, default_value_t = Receipts::Both)]
    pub receipts: Receipts,
    /// Connections kept to each receiver of receipts: as many receipts are in flight at once.
    #[arg(long, default_value_t = RECEIPT_CONNECTIONS)]
    pub receipt_connections: usize,
    /// Fraction of messages that end in a reception error.
    #[arg(long, default_value_t = 0.0, value_parser = rate)]
    pub error_rate: f64,
    /// Fraction of messages that are received without any receipt.
    #[arg(long, default_value_t = 0.0, value_parser = rate)]
    pub silent_rate: f64,
    /// Fraction of messages that meet the fate of a magic number, by its name: `closed_taken=0.01`. Repeatable.
    #[arg(long = "fault", value_name = "NAME=RATE")]
    pub faults: Vec<Fault>,
    /// Messages a second beyond which it answers 429 (bursts of a tenth of a second pass).
    #[arg(long, value_name = "PER_SECOND")]
    pub max_rate: Option<u32>,
    /// Answers 501 instead of saying whether it knows a reference.
    #[arg(long)]
    pub no_lookup: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            latency_ms: 0,
            receipt_delay_ms: RECEIPT_DELAY_MS,
            late_ms: LATE_MS,
            receipts: Receipts::Both,
            receipt_connections: RECEIPT_CONNECTIONS,
            error_rate: 0.0,
            silent_rate: 0.0,
            faults: Vec::new(),
            max_rate: None,
            no_lookup: false,
        }
    }
}

/// Which receipts an ordinary message gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Receipts {
    /// `delivered_operator`, then the final one.
    Both,
    /// The final one only.
    Final,
    /// None.
    None,
}

/// A magic number's fate given to a fraction of the ordinary messages.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fault {
    pub(crate) row: &'static Row,
    pub(crate) rate: f64,
}

impl Fault {
    /// The fate called `name` for `rate` of the messages, or why not.
    pub fn new(name: &str, rate: f64) -> Result<Self, String> {
        let row = magic::named(name).ok_or_else(|| format!("no fault is called {name}"))?;
        if !(0.0..=1.0).contains(&rate) {
            return Err("a rate is a number from 0 to 1".to_owned());
        }
        Ok(Self { row, rate })
    }
}

impl FromStr for Fault {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, share) = text.split_once('=').ok_or("write it as NAME=RATE, as in closed_taken=0.01")?;
        Self::new(name, rate(share)?)
    }
}

fn rate(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|rate| (0.0..=1.0).contains(rate))
        .ok_or_else(|| "a rate is a number from 0 to 1".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::{Fault, Options};

    #[derive(Parser)]
    struct Flags {
        #[command(flatten)]
        options: Options,
    }

    #[test]
    fn flags_and_defaults_agree() {
        let none = Flags::try_parse_from(["sandbox"]).unwrap();
        assert_eq!(none.options, Options::default());
        let some = Flags::try_parse_from(["sandbox", "--fault", "closed_taken=0.25", "--no-lookup"]).unwrap();
        let faults = vec![Fault::new("closed_taken", 0.25).unwrap()];
        assert_eq!(some.options, Options { faults, no_lookup: true, ..Options::default() });
        for wrong in ["nothing=0.1", "closed=2", "closed", "closed=NaN"] {
            assert!(Flags::try_parse_from(["sandbox", "--fault", wrong]).is_err(), "{wrong}");
        }
        assert!(Flags::try_parse_from(["sandbox", "--error-rate", "-1"]).is_err());
    }

    #[test]
    fn help_lists_the_magic_numbers() {
        let help = <Flags as clap::CommandFactory>::command().render_help().to_string();
        assert!(help.contains("08 refused"), "{help}");
    }
}
