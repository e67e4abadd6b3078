texts! {
    Rates as rates {
        title: "Rates" / "Tarifs";
        lead: "Credits for each part of a message, by the country of the receiving operator." / "Crédits par partie de message, selon le pays de l’opérateur du destinataire.";
        search: "Search a country" / "Rechercher un pays";
        country: "Country" / "Pays";
        sms: "SMS" / "SMS";
        sms_sender: "SMS with custom sender" / "SMS avec expéditeur personnalisé";
        voice: "Voice" / "Vocal";
    }
}
