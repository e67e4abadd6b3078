//! What voice messages are read in.

dto! {
    /// What a voice message is read in.
    #[derive(Copy, Eq, Hash)]
    #[serde(rename_all = "lowercase")]
    pub enum Language {
        Fr,
        En,
        De,
        Es,
        It,
        Pt,
        Nl,
    }
}

impl Language {
    pub const ALL: [Self; 7] = [Self::Fr, Self::En, Self::De, Self::Es, Self::It, Self::Pt, Self::Nl];

    /// The word of the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
            Self::De => "de",
            Self::Es => "es",
            Self::It => "it",
            Self::Pt => "pt",
            Self::Nl => "nl",
        }
    }

    /// `None` for any other word.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// What most people of a country (ISO 3166-1 alpha-2) understand, of these; English where none fits.
    pub fn of_country(country: &str) -> Self {
        match country {
            "FR" | "BE" | "CH" | "LU" | "MC" | "GP" | "MQ" | "GF" | "RE" | "YT" | "PM" | "BL" | "MF" | "NC" | "PF"
            | "WF" | "BF" | "BI" | "BJ" | "CD" | "CF" | "CG" | "CI" | "CM" | "DJ" | "DZ" | "GA" | "GN" | "HT"
            | "KM" | "MA" | "MG" | "ML" | "MR" | "NE" | "SN" | "TD" | "TG" | "TN" => Self::Fr,
            "DE" | "AT" | "LI" => Self::De,
            "ES" | "AD" | "AR" | "BO" | "CL" | "CO" | "CR" | "CU" | "DO" | "EC" | "GQ" | "GT" | "HN" | "MX" | "NI"
            | "PA" | "PE" | "PR" | "PY" | "SV" | "UY" | "VE" => Self::Es,
            "IT" | "SM" | "VA" => Self::It,
            "PT" | "AO" | "BR" | "CV" | "GW" | "MZ" | "ST" => Self::Pt,
            "NL" | "AW" | "CW" | "SR" | "SX" => Self::Nl,
            _ => Self::En,
        }
    }
}
