texts! {
    Recipients as recipients {
        title: "Recipients" / "Destinataires";
        hint: "Type or paste numbers, divided by commas or line breaks, or choose people, groups or a file." / "Saisissez ou collez des numéros, séparés par des virgules ou des retours à la ligne, ou choisissez des personnes, des groupes ou un fichier.";
        numbers: "Numbers" / "Numéros";
        placeholder: "06 12 34 56 78, +44…" / "06 12 34 56 78, +44…";
        remove(name): "Remove {name}" / "Retirer {name}";
        mend(name): "Correct {name}" / "Corriger {name}";
        gone: "deleted meanwhile" / "supprimé entre-temps";
        more[n]: "and {n} more" | "and {n} more" / "et {n} autre" | "et {n} autres";
        many[n]: "{n} number" | "{n} numbers" / "{n} numéro" | "{n} numéros";
        remove_many: "Remove all numbers" / "Retirer tous les numéros";
        bad[n]: "{n} number cannot be read: it is not kept." | "{n} numbers cannot be read: they are not kept." / "{n} numéro est illisible : il n’est pas retenu." | "{n} numéros sont illisibles : ils ne sont pas retenus.";
        remove_bad: "Remove them" / "Les retirer";
        repeated[n]: "{n} number was there already." | "{n} numbers were there already." / "{n} numéro y était déjà." | "{n} numéros y étaient déjà.";
        beyond[n, most]: "{n} number is too many: at most {most} can be typed. Choose a file instead." | "{n} numbers are too many: at most {most} can be typed. Choose a file instead." / "{n} numéro de trop : on peut en saisir {most} au plus. Choisissez plutôt un fichier." | "{n} numéros de trop : on peut en saisir {most} au plus. Choisissez plutôt un fichier.";
        wrong_character(c): "“{c}” is in no number" / "« {c} » n’est dans aucun numéro";
        wrong_plus: "the + comes first" / "le + vient en premier";
        wrong_short: "too short" / "trop court";
        wrong_long: "too long" / "trop long";
        wrong_impossible: "no telephone has this number" / "aucun téléphone n’a ce numéro";
        wrong_refused: "not a telephone number" / "pas un numéro de téléphone";
        choose_contacts: "Contacts" / "Contacts";
        choose_groups: "Groups" / "Groupes";
        choose_file: "A file" / "Un fichier";
        clear_all: "Remove all" / "Tout retirer";
        contacts_title: "Choose contacts" / "Choisir des contacts";
        groups_title: "Choose groups" / "Choisir des groupes";
        add_chosen[n]: "Add {n}" | "Add {n}" / "Ajouter {n}" | "Ajouter {n}";
        nobody_yet: "Choose at least one recipient." / "Choisissez au moins un destinataire.";
        again_failed(name): "Failed in “{name}”" / "En échec dans « {name} »";
        again_unreached(name): "Did not receive “{name}”" / "N’ont pas reçu « {name} »";
        again_silent(name): "Did not reply to “{name}”" / "N’ont pas répondu à « {name} »";
        file_title: "Send to a file" / "Envoyer à un fichier";
        file_text: "Everybody in the file joins your contacts, in a group of their own that becomes a recipient." / "Les personnes du fichier rejoignent vos contacts, dans un groupe à elles qui devient destinataire.";
        file_group: "Name of the group" / "Nom du groupe";
        file_rows[n, column]: "{n} row; the numbers stand in “{column}”." | "{n} rows; the numbers stand in “{column}”." / "{n} ligne ; les numéros sont dans « {column} »." | "{n} lignes ; les numéros sont dans « {column} ».";
        file_no_numbers: "Which column holds the numbers is not clear. Say so on the import page: it leads back here." / "On ne voit pas quelle colonne contient les numéros. Indiquez-la sur la page d’import : elle ramène ici.";
        file_column(n): "column {n}" / "colonne {n}";
        file_to_import: "Go to the import" / "Aller à l’import";
        file_consent: "These people have agreed to be written to." / "Ces personnes ont accepté de recevoir vos messages.";
        file_consent_source(file): "File {file}" / "Fichier {file}";
        file_add: "Add these recipients" / "Ajouter ces destinataires";
        file_working(done, total): "{done} of {total} rows" / "{done} lignes sur {total}";
        file_refused[n]: "{n} row has no number that can be read." | "{n} rows have no number that can be read." / "{n} ligne n’a pas de numéro lisible." | "{n} lignes n’ont pas de numéro lisible.";
        file_see_refused: "See which" / "Voir lesquelles";
        file_failed: "The file could not be read to its end. Try it on the import page." / "Le fichier n’a pas pu être lu jusqu’au bout. Essayez sur la page d’import.";
    }
}
