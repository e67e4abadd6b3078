texts! {
    Help as help {
        title: "Help" / "Aide";
        lead: "How everything works here, from the first contact to the last receipt." / "Comment tout fonctionne ici, du premier contact au dernier accusé.";
        on_this_page: "Help on this page" / "Aide sur cette page";
        search: "Search the help" / "Rechercher dans l’aide";
        search_placeholder: "Import, invoice, STOP…" / "Import, facture, STOP…";
        found[n]: "{n} topic found" | "{n} topics found" / "{n} sujet trouvé" | "{n} sujets trouvés";
        none_found: "Try another word, or ask the operator below." / "Essayez un autre mot, ou contactez l’opérateur ci-dessous.";
        guide: "Beginner’s guide" / "Guide du débutant";
        questions: "Frequent questions" / "Questions fréquentes";
        start: "First steps" / "Premiers pas";
        book: "Address book" / "Carnet d’adresses";
        sending: "Writing and sending" / "Écrire et envoyer";
        credits: "Credits" / "Crédits";
        account: "My account" / "Mon compte";
        about_messages: "About messages" / "Les messages";
        about_credits: "About credits" / "Les crédits";
        about_law: "The law, and us" / "La loi et nous";
        operating: "For operators" / "Pour les opérateurs";
        open_page: "Open as a page" / "Ouvrir dans une page";
        all_topics: "All topics" / "Tous les sujets";
        contact: "Another question?" / "Une autre question ?";
        contact_text: "The operator of this service answers:" / "L’opérateur de ce service vous répond :";
        contact_unknown: "Ask the operator of this service." / "Adressez-vous à l’opérateur de ce service.";
    }
}
