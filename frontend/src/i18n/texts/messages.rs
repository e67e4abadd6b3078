texts! {
    Messages as messages {
        title: "Every message" / "Tous les messages";
        lead: "Each message to each number, of campaigns and by itself." / "Chaque message à chaque numéro, des campagnes et à l’unité.";
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
        reference: "Your reference" / "Votre référence";
        replies: "Replies from this number" / "Réponses de ce numéro";
        all_replies: "See all its replies" / "Voir toutes ses réponses";
        again: "Send again as new" / "Renvoyer comme nouveau";
        delete: "Delete from the list" / "Retirer de la liste";
        delete_question: "Delete this message from the list?" / "Retirer ce message de la liste ?";
        delete_text: "It disappears from what you see here. It was sent, and stays charged: this undoes nothing." / "Il disparaît de cette liste. Il a été envoyé et reste facturé : cela n’annule rien.";
        deleted: "The message is off the list." / "Le message est retiré de la liste.";
        reason: "Reason" / "Motif";
        empty: "Nothing sent yet" / "Rien d’envoyé pour l’instant";
        empty_text: "Messages appear here as soon as your first campaign leaves." / "Les messages apparaissent ici dès le départ de votre première campagne.";
        queued: "Queued" / "En attente";
        sending: "Sending" / "En cours d’envoi";
        uncertain: "Uncertain" / "Incertain";
        sent: "Sent" / "Envoyé";
        listened: "Listened to" / "Écouté";
        call_failed: "Call not answered" / "Appel non abouti";
        delivered_operator: "Delivered to the operator" / "Remis à l’opérateur";
        received: "Received" / "Reçu";
        failed: "Reception error" / "Erreur de réception";
        skipped: "Not sent" / "Non envoyé";
        cancelled: "Cancelled" / "Annulé";
        test: "test" / "essai";
        to_send: "To send" / "À envoyer";
    }
}
