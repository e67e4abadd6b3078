texts! {
    Packs as packs {
        title: "Packs" / "Packs";
        lead: "What credits cost, before tax. The price of a credit falls as packs grow. What was bought stays as it was bought." / "Le prix des crédits, hors taxes. Plus le pack est grand, moins le crédit coûte. Les achats déjà faits ne changent pas.";
        credits: "Credits" / "Crédits";
        unit_price: "Euros a credit" / "Euros par crédit";
        price: "Price of the pack" / "Prix du pack";
        add: "Add a pack" / "Ajouter un pack";
        remove(credits): "Remove the pack of {credits}" / "Retirer le pack de {credits}";
        nth(number): "Pack {number}" / "Pack {number}";
        save: "Save the packs" / "Enregistrer les packs";
        saved: "The packs are saved." / "Les packs sont enregistrés.";
        bad_credits: "A whole number of credits." / "Un nombre entier de crédits.";
        bad_price: "More than 0 and at most 10 €, with up to four decimals." / "Plus de 0 et 10 € au plus, avec quatre décimales au maximum.";
        twice: "Another pack has as many credits." / "Un autre pack a autant de crédits.";
        not_falling: "A credit must cost less than in the smaller packs." / "Un crédit doit coûter moins que dans les packs plus petits.";
        not_cents: "The price of the pack must be a whole number of cents." / "Le prix du pack doit tomber juste au centime.";
    }
}
