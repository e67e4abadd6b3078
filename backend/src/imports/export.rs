//! The refused rows as a file, to be mended and sent again: where each stood, why it was refused, and its cells under the
//! file's own headers.

use openapi::ImportId;
use openapi::accounts::Locale;
use openapi::imports::RefusedRow;

use super::{Error, refused, show};
use crate::accounts::AccountKey;
use crate::app::App;
use crate::db::Connected;
use crate::exports::{Cell, Row, Source, Walk, headers, say};
use crate::http::Cursor;
use crate::problem::Problem;

const COLUMNS: [(&str, &str); 2] = [("Row", "Ligne"), ("Reason", "Motif")];

pub struct Export {
    account: AccountKey,
    import: ImportId,
    /// The file's own, as far as it has them.
    headers: Vec<String>,
    walk: Walk,
}

impl Export {
    pub async fn begin(
        on: &mut impl Connected,
        account: AccountKey,
        import: ImportId,
        cursor: Cursor,
    ) -> Result<Self, Error> {
        let columns = show::row(on, account, import).await?.columns();
        let headers = columns.into_iter().map(|column| column.header).collect();
        Ok(Self { account, import, headers, walk: Walk::new(cursor) })
    }
}

impl Source for Export {
    fn title(&self, locale: Locale) -> String {
        say(locale, ("refused rows", "lignes refusées")).to_owned()
    }

    fn columns(&self, locale: Locale) -> Vec<String> {
        let mut columns = headers(locale, &COLUMNS);
        columns.extend(self.headers.iter().cloned());
        columns
    }

    async fn page(&mut self, app: &App, locale: Locale) -> Result<Option<Vec<Row>>, Problem> {
        let Some(cursor) = self.walk.cursor() else { return Ok(None) };
        let page = refused::refused(&mut app.db.read().await?, self.account, self.import, cursor).await?;
        self.walk.go_on(page.next.as_deref());
        let row = |RefusedRow { row, reason, cells, .. }: RefusedRow| {
            let mut line = vec![Cell::Count(row), Cell::text(reason_words(locale, &reason))];
            line.extend(cells.into_iter().map(Cell::text));
            line
        };
        Ok(Some(page.items.into_iter().map(row).collect()))
    }
}

/// As the web app says it; the word itself where there is no better one.
fn reason_words(locale: Locale, reason: &str) -> String {
    let words = match reason {
        "no_mobile" => ("No mobile number", "Pas de numéro de mobile"),
        "not_a_number" => ("Not a telephone number", "Pas un numéro de téléphone"),
        "impossible_number" => ("No telephone has this number", "Aucun téléphone n’a ce numéro"),
        "too_long" => ("A cell is too long", "Une cellule est trop longue"),
        "not_a_date" => ("The date of the consent cannot be read", "La date du consentement est illisible"),
        "too_many_cells" => ("More cells than the heading has", "Plus de cellules que l’en-tête"),
        other => return other.replace('_', " "),
    };
    say(locale, words).to_owned()
}
