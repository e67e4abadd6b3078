texts! {
    Dashboard as dashboard {
        hello(account): "Hello, {account}" / "Bonjour {account}";
        balance: "Credit balance" / "Solde de crédits";
        committed(credits): "{credits} committed to campaigns" / "{credits} engagés pour des campagnes";
        nothing_committed: "Nothing committed" / "Rien d’engagé";
        last_rate: "Received, last campaigns" / "Reçus, dernières campagnes";
        last_rate_hint[n]: "of {n} recipient" | "of {n} recipients" / "sur {n} destinataire" | "sur {n} destinataires";
        recent: "Recent campaigns" / "Campagnes récentes";
        steps: "First steps" / "Premiers pas";
        steps_lead: "Three steps to your first campaign." / "Trois étapes jusqu’à votre première campagne.";
        step_contacts: "Bring your contacts" / "Ajoutez vos contacts";
        step_contacts_text: "From a spreadsheet, or one by one." / "Depuis un tableur, ou un par un.";
        step_credits: "Get credits" / "Obtenez des crédits";
        step_credits_text: "The operator of this server adds them to your account." / "L’opérateur de ce serveur les ajoute à votre compte.";
        step_campaign: "Send a first campaign" / "Envoyez une première campagne";
        step_campaign_text: "Write, check the cost, send, and watch it arrive." / "Écrivez, vérifiez le coût, envoyez et suivez l’arrivée.";
        done: "Done" / "Fait";
        no_campaign: "Your campaigns will show here." / "Vos campagnes s’afficheront ici.";
    }
}
