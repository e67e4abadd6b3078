//! The topics of the help, by the names of their files (`frontend/help/<language>/<name>.md`). Compiled into the app and
//! into the bundler, which refuses a topic without a text and a text without a topic.

use std::fmt;
use std::str::FromStr;

macro_rules! topics {
    ($($section:ident { $($topic:ident $file:literal),+ $(,)? })+) => {
        /// Topics that belong together, in the order in which they are read.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Section { $($section),+ }

        impl Section {
            pub const ALL: &[Self] = &[$(Self::$section),+];

            pub const fn topics(self) -> &'static [Topic] {
                match self { $(Self::$section => &[$(Topic::$topic),+]),+ }
            }
        }

        /// What one page of the help is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Topic { $($($topic),+),+ }

        impl Topic {
            /// The file's name, which is also the end of the address.
            pub const fn name(self) -> &'static str {
                match self { $($(Self::$topic => $file),+),+ }
            }
        }
    };
}

topics! {
    Start {
        OpenAccount "open-account",
        CompleteAccount "complete-account",
        FirstCampaign "first-campaign",
        Overview "overview",
    }
    Book {
        Contacts "contacts",
        ImportContacts "import-contacts",
        Groups "groups",
        OwnFields "own-fields",
        Duplicates "duplicates",
        Blacklist "blacklist",
    }
    Sending {
        WriteCampaign "write-campaign",
        Personalise "personalise",
        Templates "templates",
        Schedule "schedule",
        Voice "voice-sms",
        Reports "reports",
        SendAgain "send-again",
        Replies "replies",
        Notices "notices",
        Exports "exports",
    }
    Credits {
        Rates "rates",
        Simulator "simulator",
        BuyCredits "buy-credits",
        Payment "payment",
        Invoices "invoices",
        TransferCredits "transfer-credits",
        Movements "movements",
        CreditAlert "credit-alert",
    }
    Account {
        Particulars "personal-information",
        Password "password",
        TwoStep "two-step-sign-in",
        Sessions "sessions",
        ApiKeys "api-keys",
    }
    AboutMessages {
        Statuses "statuses",
        NumberFormats "number-formats",
        Abroad "abroad",
        Overseas "overseas-departments",
        Roaming "french-mobile-abroad",
        Portability "portability",
        MessageLength "message-length",
        EuroSign "euro-sign",
        SentOnce "sent-once",
        TakeBack "take-back",
        CustomSender "custom-sender",
        Stop "stop",
        Uncertain "uncertain-messages",
    }
    AboutCredits {
        WhatIsACredit "what-is-a-credit",
        Validity "validity-of-credits",
        WhenCharged "when-charged",
        Vat "vat",
        Refunds "refunds",
    }
    AboutLaw {
        Consent "consent",
        PersonalData "personal-data",
        Contact "contact",
    }
    Operating {
        OperatorAccounts "operator-accounts",
        OperatorSales "operator-sales",
    }
}

impl Topic {
    pub fn all() -> impl Iterator<Item = Self> {
        Section::ALL.iter().flat_map(|section| section.topics()).copied()
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// No topic has this name.
#[derive(Debug)]
pub struct UnknownTopic;

impl FromStr for Topic {
    type Err = UnknownTopic;

    fn from_str(name: &str) -> Result<Self, UnknownTopic> {
        Self::all().find(|topic| topic.name() == name).ok_or(UnknownTopic)
    }
}
