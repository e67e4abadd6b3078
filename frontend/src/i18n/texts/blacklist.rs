texts! {
    Blacklist as blacklist {
        title: "Blacklist" / "Liste noire";
        lead: "These numbers never receive anything from you, whatever list they are in. Whoever replies STOP or opens an opt-out link is added at once." / "Ces numéros ne reçoivent jamais rien de vous, quelle que soit la liste où ils figurent. Qui répond STOP ou suit un lien de désinscription y est ajouté aussitôt.";
        add: "Add numbers" / "Ajouter des numéros";
        numbers: "Numbers" / "Numéros";
        numbers_hint: "One a line, or separated by commas." / "Un par ligne, ou séparés par des virgules.";
        refused[n]: "{n} number cannot be added" | "{n} numbers cannot be added" / "{n} numéro ne peut pas être ajouté" | "{n} numéros ne peuvent pas être ajoutés";
        leave_out: "Leave these out" / "Retirer ceux-là";
        known[n]: "{n} was on it already." | "{n} were on it already." / "{n} y était déjà." | "{n} y étaient déjà.";
        import_file: "Import a file" / "Importer un fichier";
        said(words): "“{words}”" / "« {words} »";
        words: "Words" / "Mots";
        message: "In answer to" / "En réponse à";
        read_message: "Read the message" / "Lire le message";
        why: "Why it is on the list" / "Pourquoi il y figure";
        on_list: "On the blacklist" / "Sur la liste noire";
        off_list: "Not on the blacklist" / "Pas sur la liste noire";
        contacts_with: "Contacts with this number" / "Contacts avec ce numéro";
        put_back: "Blacklist again" / "Remettre en liste noire";
        reason: "Reason" / "Motif";
        reason_hint: "It stays in the number’s history: who asked, and when." / "Il reste dans l’historique du numéro : qui l’a demandé, et quand.";
        no_reason: "No reason given" / "Sans motif";
        removals: "Taken off before" / "Retraits précédents";
        removed_on: "Taken off on" / "Retiré le";
        was_there: "Had been there" / "Y figurait";
        search: "Search the blacklist" / "Rechercher dans la liste noire";
        number: "Number" / "Numéro";
        source: "Added by" / "Origine";
        since: "Since" / "Depuis";
        manual: "You" / "Vous";
        import: "An import" / "Un import";
        stop: "A STOP reply" / "Une réponse STOP";
        link: "An opt-out link" / "Un lien de désinscription";
        added[n]: "{n} number added to the blacklist." | "{n} numbers added to the blacklist." / "{n} numéro ajouté à la liste noire." | "{n} numéros ajoutés à la liste noire.";
        removed(number): "{number} can be written to again." / "{number} peut de nouveau recevoir vos messages.";
        remove_named(number): "Remove {number}" / "Retirer {number}";
        remove_question(number): "Remove {number} from the blacklist?" / "Retirer {number} de la liste noire ?";
        remove_text: "This number will receive your campaigns again. Do it only if the person asked for it." / "Ce numéro recevra de nouveau vos campagnes. Ne le faites que si la personne l’a demandé.";
        remove_action: "Remove from the blacklist" / "Retirer de la liste noire";
        empty: "The blacklist is empty" / "La liste noire est vide";
        empty_text: "Add the numbers of people who asked not to be written to. STOP replies land here by themselves." / "Ajoutez les numéros des personnes qui ne veulent plus être contactées. Les réponses STOP arrivent ici d’elles-mêmes.";
    }
}
