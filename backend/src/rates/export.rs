//! The table of rates as a CSV file that an import reads again.

use csv::{Terminator, WriterBuilder};

use super::book::Book;
use super::countries::lands;
use super::list::KINDS;
use crate::campaigns::kind_word;

/// What is in force at a moment: every country and kind, those that are not served without amounts. Only a spreadsheet could be
/// led astray by what a cell begins with, and none of these begins with more than a letter or a digit.
pub fn export(book: &Book, at: i64) -> Result<Vec<u8>, csv::Error> {
    let mut file = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    file.write_record(["country", "name", "kind", "credits", "credits_with_sender"])?;
    for land in lands() {
        for kind in KINDS {
            let price = book.in_force(land.country, kind, at).and_then(|(_, price)| price);
            let credits = price.map_or_else(String::new, |price| price.credits.to_string());
            let with_sender = price.map_or_else(String::new, |price| price.with_sender.to_string());
            file.write_record([land.country.code(), land.name.as_str(), kind_word(kind), &credits, &with_sender])?;
        }
    }
    file.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}
