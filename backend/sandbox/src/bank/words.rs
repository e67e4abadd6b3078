//! The words of the bank's pages, in two languages.

use serde::Deserialize;

use super::checkouts::Card;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Locale {
    Fr,
    En,
}

/// One language's words.
pub struct Words {
    pub language: &'static str,
    pub bank: &'static str,
    pub warning: &'static str,
    pub to_pay: &'static str,
    pub reference: &'static str,
    pub choose: &'static str,
    /// Name and fate of each card, in the order of [`Card::ALL`].
    pub cards: [(&'static str, &'static str); 4],
    pub pay: &'static str,
    pub leave: &'static str,
    pub stay: &'static str,
    pub code_title: &'static str,
    pub code_lead: &'static str,
    pub code_label: &'static str,
    pub code_hint: &'static str,
    pub code_send: &'static str,
    pub paid: &'static str,
    pub paid_lead: &'static str,
    pub refused: &'static str,
    pub declined_lead: &'static str,
    pub wrong_code_lead: &'static str,
    pub expired: &'static str,
    pub expired_lead: &'static str,
    pub waiting: &'static str,
    pub back: &'static str,
    pub unknown: &'static str,
    pub unknown_lead: &'static str,
}

const FR: Words = Words {
    language: "fr",
    bank: "Banque d’essai",
    warning: "Ceci est une banque d’essai\u{a0}: aucun argent ne bouge, et aucune carte n’est demandée.",
    to_pay: "À payer",
    reference: "Référence",
    choose: "Avec quelle carte\u{a0}?",
    cards: [
        ("Carte ordinaire", "Le paiement est accepté aussitôt."),
        ("Carte avec 3-D Secure", "La banque demande d’abord un code."),
        ("Carte refusée", "La banque refuse le paiement."),
        ("Carte bientôt résiliée", "Le paiement est accepté, mais un remboursement échouera."),
    ],
    pay: "Payer",
    leave: "Revenir sans payer",
    stay: "Vous pouvez aussi fermer cette page et y revenir plus tard\u{a0}: elle reste ouverte une journée.",
    code_title: "Confirmez votre paiement",
    code_lead: "Une vraie banque vous enverrait ce code sur votre téléphone. Le voici\u{a0}:",
    code_label: "Votre code",
    code_hint: "Si le code est faux, le paiement est refusé.",
    code_send: "Confirmer",
    paid: "Paiement accepté",
    paid_lead: "La banque a accepté ce paiement.",
    refused: "Paiement refusé",
    declined_lead: "La banque a refusé cette carte. Rien n’a été payé.",
    wrong_code_lead: "Le code n’était pas le bon. Rien n’a été payé.",
    expired: "Cette page a expiré",
    expired_lead: "Personne n’a payé en une journée. Recommencez votre achat.",
    waiting: "Un instant\u{a0}: le vendeur est prévenu…",
    back: "Revenir chez le vendeur",
    unknown: "Ce paiement n’existe pas",
    unknown_lead: "La banque d’essai oublie tout quand elle redémarre. Recommencez votre achat.",
};

const EN: Words = Words {
    language: "en",
    bank: "Test bank",
    warning: "This is a test bank: no money moves, and no card is asked for.",
    to_pay: "To pay",
    reference: "Reference",
    choose: "With which card?",
    cards: [
        ("Ordinary card", "The payment is accepted at once."),
        ("Card with 3-D Secure", "The bank asks for a code first."),
        ("Declined card", "The bank refuses the payment."),
        ("Card about to be closed", "The payment is accepted, but a refund will fail."),
    ],
    pay: "Pay",
    leave: "Go back without paying",
    stay: "You can also close this page and come back to it later: it stays open for a day.",
    code_title: "Confirm your payment",
    code_lead: "A real bank would send this code to your phone. Here it is:",
    code_label: "Your code",
    code_hint: "A wrong code refuses the payment.",
    code_send: "Confirm",
    paid: "Payment accepted",
    paid_lead: "The bank accepted this payment.",
    refused: "Payment refused",
    declined_lead: "The bank refused this card. Nothing was paid.",
    wrong_code_lead: "The code was not the right one. Nothing was paid.",
    expired: "This page has expired",
    expired_lead: "Nobody paid within a day. Begin your purchase again.",
    waiting: "One moment: the seller is being told…",
    back: "Go back to the seller",
    unknown: "There is no such payment",
    unknown_lead: "The test bank forgets everything when it starts anew. Begin your purchase again.",
};

impl Locale {
    pub fn words(self) -> &'static Words {
        match self {
            Self::Fr => &FR,
            Self::En => &EN,
        }
    }

    /// An amount of hundredths, as people write it.
    pub fn amount(self, hundredths: u64, currency: &str) -> String {
        let (whole, rest) = (hundredths / 100, hundredths % 100);
        let digits = whole.to_string();
        let (group, point) = match self {
            Self::Fr => ("\u{202f}", ","),
            Self::En => (",", "."),
        };
        let start = digits.len() % 3;
        let mut groups: Vec<&str> = Vec::new();
        if start > 0 {
            groups.push(&digits[..start]);
        }
        groups.extend((start..digits.len()).step_by(3).map(|at| &digits[at..at + 3]));
        let whole = groups.join(group);
        match (self, currency) {
            (Self::Fr, "EUR") => format!("{whole}{point}{rest:02}\u{a0}€"),
            (Self::En, "EUR") => format!("€{whole}{point}{rest:02}"),
            (_, other) => format!("{whole}{point}{rest:02}\u{a0}{other}"),
        }
    }
}

impl Words {
    /// Each card with its name and its fate.
    pub fn cards(&self) -> impl Iterator<Item = (Card, &(&'static str, &'static str))> {
        Card::ALL.into_iter().zip(&self.cards)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_people_write_them() {
        for (hundredths, fr, en) in [
            (5, "0,05\u{a0}€", "€0.05"),
            (7_800, "78,00\u{a0}€", "€78.00"),
            (123_456, "1\u{202f}234,56\u{a0}€", "€1,234.56"),
            (660_000_000, "6\u{202f}600\u{202f}000,00\u{a0}€", "€6,600,000.00"),
        ] {
            assert_eq!(Locale::Fr.amount(hundredths, "EUR"), fr);
            assert_eq!(Locale::En.amount(hundredths, "EUR"), en);
        }
        assert_eq!(Locale::En.amount(7_800, "CHF"), "78.00\u{a0}CHF");
    }
}
