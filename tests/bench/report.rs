//! The table, for people and for machines.

use serde::Serialize;
use tests::process::root;

#[derive(Default)]
pub struct Report {
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    value: f64,
    unit: &'static str,
    /// The same done by the bare pair in the same run.
    limit: Option<f64>,
    ratio: Option<f64>,
}

impl Report {
    /// A figure that stands by itself.
    pub fn limit(&mut self, name: &str, value: f64, unit: &'static str) {
        self.add(Row { name: name.to_owned(), value, unit, limit: None, ratio: None });
    }

    /// A figure beside its limit.
    pub fn beside(&mut self, name: &str, value: f64, unit: &'static str, limit: f64) {
        self.add(Row { name: name.to_owned(), value, unit, limit: Some(limit), ratio: Some(value / limit) });
    }

    fn add(&mut self, row: Row) {
        let beside = match (row.limit, row.ratio) {
            (Some(limit), Some(ratio)) => format!("of {limit:>9.0}  ratio {ratio:.2}"),
            _ => String::new(),
        };
        println!("{:<44} {:>9.0} {:<11} {beside}", row.name, row.value, row.unit);
        self.rows.push(row);
    }

    pub fn finish(self) {
        let path = root().join("target/bench.json");
        let text = serde_json::to_string_pretty(&self.rows).expect("rows are plain");
        std::fs::write(&path, text).expect("target/ is writable");
        println!("{}", path.display());
    }
}
