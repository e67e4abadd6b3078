texts! {
    Credits as credits {
        title: "Credits" / "Crédits";
        lead: "Every movement, in the order it happened. Credits never expire." / "Chaque mouvement, dans l’ordre. Les crédits n’expirent jamais.";
        balance: "Balance" / "Solde";
        committed: "Committed" / "Engagés";
        committed_hint: "What running and programmed campaigns still need." / "Ce dont les campagnes en cours et programmées ont encore besoin.";
        free: "Free" / "Disponibles";
        movements: "Movements" / "Mouvements";
        kind: "Movement" / "Mouvement";
        amount: "Credits" / "Crédits";
        balance_after: "Balance after" / "Solde après";
        date: "Date" / "Date";
        grant: "Credits added" / "Crédits ajoutés";
        gift: "Gift for a certified mobile" / "Cadeau pour un mobile certifié";
        transfer_in: "Transfer received" / "Transfert reçu";
        transfer_out: "Transfer sent" / "Transfert envoyé";
        sending: "Messages sent" / "Messages envoyés";
        refund: "Credits back for messages that did not leave" / "Crédits rendus pour des messages non partis";
        purchase: "Purchase" / "Achat";
        purchase_refund: "Purchase refunded" / "Achat remboursé";
        campaign: "Campaign" / "Campagne";
        from(account): "from {account}" / "de {account}";
        to(account): "to {account}" / "à {account}";
        empty: "No movement yet" / "Aucun mouvement pour l’instant";
        empty_text: "Credits that you receive and spend show here, with the balance after each." / "Les crédits reçus et dépensés s’affichent ici, avec le solde après chacun.";
    }
}
