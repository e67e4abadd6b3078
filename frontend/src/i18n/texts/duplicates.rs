texts! {
    Duplicates as duplicates {
        title: "Duplicates" / "Doublons";
        lead: "Contacts that stand in your address book twice or more. A campaign writes to a number only once all the same." / "Les contacts présents deux fois ou plus dans votre carnet d’adresses. Une campagne n’écrit de toute façon qu’une fois à un numéro.";
        by: "What the contacts share" / "Ce que les contacts ont en commun";
        by_number: "Same number" / "Même numéro";
        by_email: "Same e-mail" / "Même e-mail";
        by_name: "Same name" / "Même nom";
        keep: "Which contact stays" / "Quel contact garder";
        fullest: "The one of which most is known" / "Le plus complet";
        oldest: "The oldest one" / "Le plus ancien";
        merge: "Merge" / "Fusionner";
        merge_all: "Merge all" / "Tout fusionner";
        merge_question(number): "Merge the contacts with {number}?" / "Fusionner les contacts avec {number} ?";
        merge_all_question: "Merge all duplicates by number?" / "Fusionner tous les doublons de numéro ?";
        merge_text: "The contact that stays gets the fields it does not have, and the groups of all. This cannot be undone." / "Le contact gardé reçoit les champs qui lui manquent et les groupes de tous. Cette fusion est définitive.";
        delete_extras: "Delete the others" / "Supprimer les autres";
        delete_all: "Delete all the others" / "Supprimer tous les autres";
        delete_question(number): "Delete the other contacts with {number}?" / "Supprimer les autres contacts avec {number} ?";
        delete_all_question: "Of every number, delete all contacts but one?" / "Pour chaque numéro, supprimer tous les contacts sauf un ?";
        delete_text: "What only the deleted ones have, such as an e-mail or a group, goes with them. You can undo this for a minute." / "Ce que seuls les contacts supprimés portaient, un e-mail ou un groupe, part avec eux. Vous pourrez annuler pendant une minute.";
        keep_only: "Keep only this one" / "Garder seulement celui-ci";
        keep_only_named(name, date): "Keep only this one: {name}, added on {date}" / "Garder seulement celui-ci : {name}, ajouté le {date}";
        keep_only_question(name): "Keep only {name}?" / "Garder seulement {name} ?";
        stays: "Stays" / "Gardé";
        added_on(date): "Added {date}" / "Ajouté le {date}";
        alike_text: "Their numbers differ, so they may well be two people, or one with two phones. Look before you delete." / "Leurs numéros diffèrent : ce sont peut-être deux personnes, ou une seule avec deux téléphones. Vérifiez avant de supprimer.";
        none_by_number: "Every number stands once" / "Chaque numéro figure une seule fois";
        none_by_number_text: "Nothing to do: your address book is clean." / "Rien à faire : votre carnet d’adresses est propre.";
        none_alike: "Nobody looks like a duplicate" / "Personne ne ressemble à un doublon";
        none_alike_text: "No two contacts share this." / "Aucun contact n’a cela en commun avec un autre.";
    }
}
