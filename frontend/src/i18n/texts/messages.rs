texts! {
    Messages as messages {
        title: "SMS sent" / "SMS envoyés";
        lead: "Every message, of campaigns and by itself." / "Tous les messages, des campagnes et à l’unité.";
        search: "Search by number" / "Rechercher un numéro";
        filter: "Status" / "État";
        any: "Any status" / "Tous les états";
        number: "Number" / "Numéro";
        status: "Status" / "État";
        campaign: "Campaign" / "Campagne";
        view_campaign: "Report" / "Rapport";
        single: "Single message" / "Message à l’unité";
        parts: "Parts" / "Parties";
        credits: "Credits" / "Crédits";
        date: "Date" / "Date";
        reason: "Reason" / "Motif";
        empty: "Nothing sent yet" / "Rien d’envoyé pour l’instant";
        empty_text: "Messages appear here as soon as your first campaign leaves." / "Les messages apparaissent ici dès le départ de votre première campagne.";
        queued: "Queued" / "En attente";
        sending: "Sending" / "En cours d’envoi";
        uncertain: "Uncertain" / "Incertain";
        sent: "Sent" / "Envoyé";
        delivered_operator: "Delivered to the operator" / "Remis à l’opérateur";
        received: "Received" / "Reçu";
        failed: "Reception error" / "Erreur de réception";
        skipped: "Not sent" / "Non envoyé";
        cancelled: "Cancelled" / "Annulé";
        test: "test" / "essai";
        to_send: "To send" / "À envoyer";
        duplicate: "Duplicate" / "Doublon";
        blacklisted: "On the blacklist" / "Sur la liste noire";
        invalid: "Not a valid number" / "Numéro invalide";
        outside_window: "Outside legal hours" / "Hors des heures légales";
        no_credit: "Not enough credit" / "Crédit insuffisant";
        no_rate: "No rate for this country" / "Pas de tarif pour ce pays";
        not_mobile: "A fixed line" / "Une ligne fixe";
        no_answer: "No answer from the provider" / "Pas de réponse du prestataire";
        not_delivered: "Not delivered" / "Non remis";
        too_long: "Too long once personalised" / "Trop long une fois personnalisé";
        empty_once_personalised: "Empty once personalised" / "Vide une fois personnalisé";
        no_receipt: "No receipt in time" / "Pas d’accusé dans les délais";
        unreachable: "Phone unreachable" / "Téléphone injoignable";
        unknown_number: "Unknown number" / "Numéro inconnu";
        refused: "Refused by the operator" / "Refusé par l’opérateur";
        expired: "Expired before it arrived" / "Expiré avant d’arriver";
    }
}
