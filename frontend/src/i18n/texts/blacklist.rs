texts! {
    Blacklist as blacklist {
        title: "Blacklist" / "Liste noire";
        lead: "These numbers never receive anything from you, whatever list they are in. Whoever replies STOP is added at once." / "Ces numéros ne reçoivent jamais rien de vous, quelle que soit la liste où ils figurent. Qui répond STOP y est ajouté aussitôt.";
        add: "Add numbers" / "Ajouter des numéros";
        numbers: "Numbers" / "Numéros";
        numbers_hint: "One a line, or separated by commas." / "Un par ligne, ou séparés par des virgules.";
        unreadable(numbers): "Not telephone numbers we can read: {numbers}" / "Numéros illisibles : {numbers}";
        search: "Search the blacklist" / "Rechercher dans la liste noire";
        number: "Number" / "Numéro";
        source: "Added by" / "Origine";
        since: "Since" / "Depuis";
        manual: "You" / "Vous";
        import: "An import" / "Un import";
        stop: "A STOP reply" / "Une réponse STOP";
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
