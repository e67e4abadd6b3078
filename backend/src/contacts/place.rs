//! A place in a sorted list: what `next` tells and `after` asks for.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Behind the contact that stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Of a search: the index it had come to.
    pub stage: usize,
    /// What the list is sorted by; empty at the beginning of a stage.
    pub key: String,
    pub id: i64,
}

impl Place {
    pub fn begin(stage: usize) -> Self {
        Self { stage, key: String::new(), id: 0 }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(format!("{} {} {}", self.stage, self.id, self.key)))
    }
}

impl FromStr for Place {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| ())?;
        let text = String::from_utf8(bytes).map_err(|_| ())?;
        let mut parts = text.splitn(3, ' ');
        let mut next = || parts.next().ok_or(());
        let (stage, id) = (next()?.parse().map_err(|_| ())?, next()?.parse().map_err(|_| ())?);
        let key = next()?.to_owned();
        // PostgreSQL takes no NUL.
        if key.contains('\0') { Err(()) } else { Ok(Self { stage, key, id }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_survives_its_text() {
        let place = Place { stage: 3, key: "le goff".to_owned(), id: 42 };
        assert_eq!(place.to_string().parse(), Ok(place));
        assert!("nowhere".parse::<Place>().is_err());
    }
}
