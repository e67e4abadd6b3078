//! Writes the default rates of countries and kinds that have none: all of them in a new database, those of a country that the
//! numbering plan has gained in an old one. What the operator has set stays, a withdrawal too.

use super::sql;
use super::table::{self, BadTable};
use crate::campaigns::kind_word;
use crate::db::{Db, Rows, execute, transact};

#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    #[error("the default rates that this program carries are wrong")]
    Defaults(#[from] BadTable),
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
}

pub async fn seed(db: &Db) -> Result<(), SeedError> {
    let lines = table::read(include_bytes!("defaults.csv"))?;
    let credits = |line: &table::Line| line.price.map_or(0, |price| price.credits.ten_thousandths());
    let with_sender = |line: &table::Line| line.price.map_or(0, |price| price.with_sender.ten_thousandths());
    transact(db, async |tx| -> Result<(), sqlx::Error> {
        let rows = Rows::default()
            .column(lines.iter().map(|line| line.country.code()))
            .column(lines.iter().map(|line| kind_word(line.kind)))
            .column(lines.iter().map(credits))
            .column(lines.iter().map(with_sender));
        if execute!(tx, sql::SEED, rows)? > 0 {
            execute!(tx, sql::RAISE)?;
        }
        Ok(())
    })
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use openapi::campaigns::Kind;

    use super::super::lands;
    use super::*;

    #[test]
    fn every_country_has_a_default_of_each_kind() {
        let lines = table::read(include_bytes!("defaults.csv")).unwrap();
        let listed: Vec<(&str, Kind)> = lines.iter().map(|line| (line.country.code(), line.kind)).collect();
        let each = |country: &'static str| [(country, Kind::Pro), (country, Kind::Voice)];
        assert_eq!(listed, lands().iter().flat_map(|land| each(land.country.code())).collect::<Vec<_>>());
        let price = |code: &str, kind| {
            let line = lines.iter().find(|line| line.country.code() == code && line.kind == kind).unwrap();
            line.price.unwrap().credits.to_string()
        };
        for (code, kind, credits) in [
            ("FR", Kind::Pro, "1"),
            ("FR", Kind::Voice, "1.41"),
            ("GB", Kind::Pro, "1.1"),
            ("MQ", Kind::Pro, "1.1"),
            ("YT", Kind::Pro, "1.1"),
        ] {
            assert_eq!(price(code, kind), credits, "{code}");
        }
    }
}
