texts! {
    Replies as replies {
        title: "Replies received" / "Réponses reçues";
        lead: "What people wrote back. STOP puts the number on the blacklist at once." / "Ce que l’on vous a répondu. STOP place aussitôt le numéro sur la liste noire.";
        from: "From" / "De";
        text: "Reply" / "Réponse";
        at: "Received" / "Reçue le";
        answers: "Answers" / "En réponse à";
        campaign: "a campaign" / "une campagne";
        stop: "STOP" / "STOP";
        empty: "No replies yet" / "Aucune réponse pour l’instant";
        empty_text: "When you send without a custom sender, people can reply; it shows here." / "Quand vous envoyez sans expéditeur personnalisé, on peut vous répondre ; cela s’affiche ici.";
    }
}
