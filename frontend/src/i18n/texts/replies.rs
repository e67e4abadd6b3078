texts! {
    Replies as replies {
        title: "Replies received" / "Réponses reçues";
        lead: "What people wrote back. STOP puts the number on the blacklist at once." / "Ce que l’on vous a répondu. STOP place aussitôt le numéro sur la liste noire.";
        search: "Search replies" / "Rechercher une réponse";
        search_placeholder: "Words, name, number…" / "Mots, nom, numéro…";
        which: "Which replies" / "Quelles réponses";
        all: "All" / "Toutes";
        unread_ones: "Unread" / "Non lues";
        stops: "STOP" / "STOP";
        of_campaign(name): "Answers to “{name}”" / "En réponse à « {name} »";
        of_some_campaign: "Answers to one campaign" / "En réponse à une campagne";
        show_all: "Show all replies" / "Voir toutes les réponses";
        from: "From" / "De";
        text: "Reply" / "Réponse";
        at: "Received" / "Reçue le";
        answers: "Answers" / "En réponse à";
        campaign: "a campaign" / "une campagne";
        one_message: "a message" / "un message";
        stop: "STOP" / "STOP";
        answered: "Answered" / "Répondu";
        new_one: "Unread" / "Non lue";
        open(name): "Read the reply of {name}" / "Lire la réponse de {name}";
        read_all: "Mark all as read" / "Tout marquer comme lu";
        mark_read: "Mark as read" / "Marquer comme lue";
        mark_unread: "Mark as unread" / "Marquer comme non lue";
        marked[n]: "{n} reply marked as read." | "{n} replies marked as read." / "{n} réponse marquée comme lue." | "{n} réponses marquées comme lues.";
        empty: "No replies yet" / "Aucune réponse pour l’instant";
        empty_text: "When you send without a custom sender, people can reply; it shows here." / "Quand vous envoyez sans expéditeur personnalisé, on peut vous répondre ; cela s’affiche ici.";
        all_read: "All read" / "Tout est lu";
        all_read_text: "New replies show here by themselves." / "Les nouvelles réponses s’afficheront ici d’elles-mêmes.";
        no_stop: "Nobody said STOP" / "Personne n’a dit STOP";
        no_stop_text: "Whoever does is not written to again." / "Qui le dit ne reçoit plus rien de vous.";

        you_wrote(when): "You wrote on {when}" / "Vous avez écrit le {when}";
        they_wrote(when): "Received on {when}" / "Reçue le {when}";
        you_answered(when): "You answered on {when}" / "Vous avez répondu le {when}";
        add_contact: "Add to the address book" / "Ajouter au carnet d’adresses";
        see_contact: "See the contact" / "Voir le contact";
        see_campaign: "See the campaign" / "Voir la campagne";
        answer: "Your answer" / "Votre réponse";
        answer_again: "Answer once more" / "Répondre encore";
        send: "Send the answer" / "Envoyer la réponse";
        sent(name): "Your answer to {name} is on its way." / "Votre réponse à {name} est partie.";
        cost[n, credits]: "This answer costs {credits} credit." | "This answer costs {credits} credits." / "Cette réponse coûte {credits} crédit." | "Cette réponse coûte {credits} crédits.";
        cost_unknown: "What it costs could not be found out; it is charged as any SMS to this country." / "Le coût n’a pas pu être calculé ; il est celui de tout SMS vers ce pays.";
        blacklisted: "This number is on your blacklist, so you cannot answer it." / "Ce numéro est sur votre liste noire : vous ne pouvez pas lui répondre.";
        blacklisted_stop: "This person asked not to be written to again: the number is on your blacklist, and you cannot answer." / "Cette personne a demandé à ne plus recevoir de messages : le numéro est sur votre liste noire, vous ne pouvez pas lui répondre.";
        see_blacklist: "See why" / "Voir pourquoi";
        not_enough: "Your balance does not cover this answer." / "Votre solde ne suffit pas pour cette réponse.";
    }
}
