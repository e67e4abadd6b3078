//! The catalogues, one a noun.

/// One catalogue: see the module above for how a line reads.
macro_rules! texts {
    (
        $name:ident as $method:ident {
            $( $key:ident $(($($arg:ident),+))? $([$n:ident $(, $more:ident)*])? : $en:literal $(| $ens:literal)? / $fr:literal $(| $frs:literal)? ; )+
        }
    ) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name($crate::i18n::Lang);

        impl $crate::i18n::Lang {
            pub const fn $method(self) -> $name {
                $name(self)
            }
        }

        impl $name {
            $( text_fn! { $key $(($($arg),+))? $([$n $(, $more)*])? : $en $(| $ens)? / $fr $(| $frs)? } )+
        }
    };
}

/// One text of a catalogue.
macro_rules! text_fn {
    ($key:ident : $en:literal / $fr:literal) => {
        pub const fn $key(self) -> &'static str {
            match self.0 {
                $crate::i18n::Lang::En => $en,
                $crate::i18n::Lang::Fr => $fr,
            }
        }
    };
    ($key:ident ($($arg:ident),+) : $en:literal / $fr:literal) => {
        pub fn $key(self, $($arg: impl std::fmt::Display),+) -> String {
            match self.0 {
                $crate::i18n::Lang::En => format!($en),
                $crate::i18n::Lang::Fr => format!($fr),
            }
        }
    };
    ($key:ident [$n:ident $(, $more:ident)*] : $en:literal | $ens:literal / $fr:literal | $frs:literal) => {
        pub fn $key(self, $n: i64 $(, $more: impl std::fmt::Display)*) -> String {
            let one = self.0.is_one($n);
            let $n = self.0.number($n);
            // A text may decide by the number without showing it.
            let _ = &$n;
            match (self.0, one) {
                ($crate::i18n::Lang::En, true) => format!($en),
                ($crate::i18n::Lang::En, false) => format!($ens),
                ($crate::i18n::Lang::Fr, true) => format!($fr),
                ($crate::i18n::Lang::Fr, false) => format!($frs),
            }
        }
    };
}

mod account;
mod accounts;
mod admin;
mod api_keys;
mod audit;
mod blacklist;
mod campaigns;
mod completion;
mod composer;
mod confirmations;
mod contact_fields;
mod contacts;
mod credits;
mod dashboard;
mod duplicates;
mod exports;
mod failures;
mod groups;
mod help;
mod imports;
mod jobs;
mod launch;
mod messages;
mod notices;
mod packs;
mod password_resets;
mod purchases;
mod rates;
mod reasons;
mod recipients;
mod replies;
mod reports;
mod second_factor;
mod sent;
mod sessions;
mod shell;
mod simulations;
mod templates;
