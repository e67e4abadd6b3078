texts! {
    ContactFields as contact_fields {
        title: "Own fields" / "Champs personnalisés";
        lead: "What you keep of your contacts beside name, number and e-mail: a town, a loyalty number, the day of an appointment." / "Ce que vous notez de vos contacts en plus du nom, du numéro et de l’e-mail : une ville, un numéro de fidélité, la date d’un rendez-vous.";
        new_field: "New field" / "Nouveau champ";
        name: "Name" / "Nom";
        name_hint: "Town, Appointment, Points…" / "Ville, Rendez-vous, Points…";
        written_as(name): "In a text it is written {name}." / "Dans un texte, il s’écrit {name}.";
        in_texts: "In texts" / "Dans les textes";
        kind: "Kind" / "Type";
        kind_of(name): "Kind of {name}" / "Type de {name}";
        text: "Text" / "Texte";
        number: "Number" / "Nombre";
        date: "Date" / "Date";
        count[n]: "{n} field of 30" | "{n} fields of 30" / "{n} champ sur 30" | "{n} champs sur 30";
        created(name): "The field {name} was added." / "Le champ {name} a été ajouté.";
        changed(name): "The kind of {name} was changed. Values that are there stay as they are." / "Le type de {name} a été modifié. Les valeurs déjà saisies ne changent pas.";
        delete_named(name): "Delete {name}" / "Supprimer {name}";
        delete_question(name): "Delete the field {name}?" / "Supprimer le champ {name} ?";
        delete_text: "It leaves the forms and the columns. What contacts have in it stays with them, and comes back with a field of the same name." / "Il quitte les formulaires et les colonnes. Les valeurs des contacts restent, et reviennent avec un champ du même nom.";
        deleted(name): "The field {name} was deleted." / "Le champ {name} a été supprimé.";
        empty: "No fields of your own yet" / "Aucun champ personnalisé";
        empty_text: "Make a field, fill it in by hand or from a file, and write it into your texts as $name." / "Créez un champ, remplissez-le à la main ou depuis un fichier, et insérez-le dans vos textes avec $nom_du_champ.";
    }
}
