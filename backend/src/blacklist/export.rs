//! The blacklist as a file, in the order of the numbers.

use openapi::accounts::Locale;
use openapi::blacklist::Blacklisted;

use super::list;
use crate::accounts::AccountKey;
use crate::app::App;
use crate::exports::{Cell, Row, Source, Walk, headers, say};
use crate::http::Cursor;
use crate::numbers::Country;
use crate::problem::Problem;

const COLUMNS: [(&str, &str); 3] = [("Mobile", "Mobile"), ("Added by", "Ajouté par"), ("Added", "Ajouté le")];

pub struct Export {
    account: AccountKey,
    home: Country,
    walk: Walk,
}

impl Export {
    pub fn new(account: AccountKey, home: Country, cursor: Cursor) -> Self {
        Self { account, home, walk: Walk::new(cursor) }
    }
}

impl Source for Export {
    fn title(&self, locale: Locale) -> String {
        say(locale, ("blacklist", "liste noire")).to_owned()
    }

    fn columns(&self, locale: Locale) -> Vec<String> {
        headers(locale, &COLUMNS)
    }

    async fn page(&mut self, app: &App, locale: Locale) -> Result<Option<Vec<Row>>, Problem> {
        let Some(cursor) = self.walk.cursor() else { return Ok(None) };
        let page = list::list(&mut app.db.read().await?, self.account, self.home, cursor).await?;
        self.walk.go_on(page.next.as_deref());
        let row = |Blacklisted { number, source, created_at, .. }: Blacklisted| {
            vec![Cell::name(&number), Cell::text(source_word(locale, &source)), Cell::Time(created_at)]
        };
        Ok(Some(page.items.into_iter().map(row).collect()))
    }
}

/// How a number came here, in words; the word itself where there are none.
fn source_word(locale: Locale, source: &str) -> &str {
    match source {
        "manual" => say(locale, ("You", "Vous")),
        "import" => say(locale, ("An import", "Un import")),
        "stop" => say(locale, ("A STOP reply", "Une réponse STOP")),
        "link" => say(locale, ("An opt-out link", "Un lien de désinscription")),
        other => other,
    }
}
