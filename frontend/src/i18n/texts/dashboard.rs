texts! {
    Dashboard as dashboard {
        hello(account): "Hello, {account}" / "Bonjour {account}";
        balance: "Credit balance" / "Solde de crédits";
        free_and_committed(free, committed): "Free: {free} · committed: {committed}" / "Disponible : {free} · engagé : {committed}";
        nothing_committed: "All of it is free" / "Entièrement disponible";
        sent: "Sent this month" / "Envoyés ce mois-ci";
        rate: "Received this month" / "Reçus ce mois-ci";
        spent: "Credits spent this month" / "Crédits dépensés ce mois-ci";
        last_month(figure): "Last month: {figure}" / "Mois dernier : {figure}";
        received_and_failed(received, failed): "Received: {received} · failed: {failed}" / "Reçus : {received} · en échec : {failed}";
        volumes: "SMS of the last 30 days" / "SMS des 30 derniers jours";
        no_volumes: "Nothing was sent in the last 30 days." / "Rien n’a été envoyé ces 30 derniers jours.";
        day: "Day" / "Jour";
        sent_total: "Sent" / "Envoyés";
        received: "Received" / "Reçus";
        on_way: "Not confirmed" / "Non confirmés";
        failed: "Failed" / "En échec";
        to_read: "To read" / "À lire";
        replies: "Unread replies" / "Réponses non lues";
        notices: "Unread notices" / "Avis non lus";
        running: "Campaigns under way" / "Campagnes en cours";
        left_of(left, n): "Left: {left} of {n}" / "Partis : {left} sur {n}";
        next: "Next campaigns" / "Prochaines campagnes";
        recent: "Last campaigns" / "Dernières campagnes";
        steps: "First steps" / "Premiers pas";
        steps_lead: "Three steps to your first campaign." / "Trois étapes jusqu’à votre première campagne.";
        step_contacts: "Bring your contacts" / "Ajoutez vos contacts";
        step_contacts_text: "From a spreadsheet, or one by one." / "Depuis un tableur, ou un par un.";
        step_credits: "Get credits" / "Obtenez des crédits";
        step_credits_text: "Choose a pack; a certified mobile gives you the first." / "Choisissez un pack ; un mobile certifié vous offre les premiers.";
        step_campaign: "Send a first campaign" / "Envoyez une première campagne";
        step_campaign_text: "Write, check the cost, send, and watch it arrive." / "Écrivez, vérifiez le coût, envoyez et suivez l’arrivée.";
        done: "Done" / "Fait";
    }
}
