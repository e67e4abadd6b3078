//! The table, for people and for machines.

use std::process::Command;

use serde::Serialize;
use tests::process::{chappe, root};

use crate::run::Run;
use crate::usage::Used;

#[derive(Default)]
pub struct Report {
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    value: f64,
    unit: &'static str,
    /// What it stands beside: the same done by the bare pair in the same run, or the least that is asked.
    limit: Option<f64>,
    ratio: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spread: Option<Spread>,
}

/// Of times: what 95 of a hundred do not exceed, and the longest.
#[derive(Serialize)]
struct Spread {
    most: f64,
    longest: f64,
}

impl Report {
    /// A figure that stands by itself.
    pub fn alone(&mut self, name: &str, value: f64, unit: &'static str) {
        self.add(Row { name: name.to_owned(), value, unit, limit: None, ratio: None, spread: None });
    }

    /// A figure beside its limit.
    pub fn beside(&mut self, name: &str, value: f64, unit: &'static str, limit: f64) {
        self.add(Row {
            name: name.to_owned(),
            value,
            unit,
            limit: Some(limit),
            ratio: Some(value / limit),
            spread: None,
        });
    }

    /// What a run was fast at, and what it took of each process.
    pub fn run(&mut self, name: &str, run: &Run, bare: Option<&Run>) {
        match bare {
            Some(bare) => self.beside(name, run.rate, "messages/s", bare.rate),
            None => self.alone(name, run.rate, "messages/s"),
        }
        if let Some(phases) = run.phases {
            self.alone(&format!("{name}.launch"), phases.launch, "messages/s");
            match bare {
                Some(bare) => self.beside(&format!("{name}.sending"), phases.sending, "messages/s", bare.rate),
                None => self.alone(&format!("{name}.sending"), phases.sending, "messages/s"),
            }
        }
        for share in &run.used.each {
            self.alone(&format!("{name}.{}_memory", share.name), share.peak_memory, "MB");
        }
        self.used(name, &run.used, "us/message");
    }

    /// What a run took of each processor.
    pub fn used(&mut self, name: &str, used: &Used, unit: &'static str) {
        for share in &used.each {
            self.alone(&format!("{name}.{}_cpu", share.name), share.cpu, unit);
        }
        if used.others > 0.05 {
            println!("  the machine was busy: others took {:.0} % of it", used.others * 100.0);
        }
    }

    /// Times of the same request: the one in the middle beside what it may take, since others use this machine, too; behind
    /// it the one that 95 of a hundred do not exceed, and the longest.
    pub fn spread(&mut self, name: &str, times: &[f64], unit: &'static str, limit: f64) {
        let mut times = times.to_vec();
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() - 1) as f64 * share).ceil() as usize];
        let (value, spread) = (at(0.5), Some(Spread { most: at(0.95), longest: at(1.0) }));
        self.add(Row { name: name.to_owned(), value, unit, limit: Some(limit), ratio: Some(value / limit), spread });
    }

    fn add(&mut self, row: Row) {
        let beside = match (row.limit, row.ratio) {
            (Some(limit), Some(ratio)) => format!("  {ratio:.2} of {limit:.0}"),
            _ => String::new(),
        };
        let spread = row.spread.as_ref();
        let spread = spread.map(|spread| format!("  95 %: {:.1}, longest {:.1}", spread.most, spread.longest));
        let digits = usize::from(row.value < 1_000.0);
        let spread = spread.unwrap_or_default();
        println!("{:<72} {:>9.digits$} {:<10}{beside}{spread}", row.name, row.value, row.unit);
        self.rows.push(row);
    }

    pub fn finish(self) {
        let path = root().join("target/bench.json");
        let text = serde_json::to_string_pretty(&self.rows).expect("rows are plain");
        std::fs::write(&path, text + "\n").expect("target/ is writable");
        println!("written to {}", path.display());
    }
}

/// What a reader must know to compare.
pub fn print_machine(postgres: &str) {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    println!("{cores} cores,{}; Linux {}", model.trim_start_matches([' ', '\t', ':']).trim(), line("uname", "-r"));
    println!("{}; PostgreSQL {postgres}; {}", line(chappe(), "--version"), line("rustc", "--version"));
}

fn line(program: impl AsRef<std::ffi::OsStr>, argument: &str) -> String {
    let output = Command::new(program).arg(argument).output();
    output.map_or_else(|_| "?".to_owned(), |output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
