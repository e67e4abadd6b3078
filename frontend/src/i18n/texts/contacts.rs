texts! {
    Contacts as contacts {
        title: "Contacts" / "Contacts";
        lead: "The people you write to." / "Les personnes à qui vous écrivez.";
        import: "Import" / "Importer";
        new_contact: "New contact" / "Nouveau contact";
        edit: "Edit contact" / "Modifier le contact";
        search: "Search contacts" / "Rechercher un contact";
        search_placeholder: "Name, number, e-mail…" / "Nom, numéro, e-mail…";
        name: "Name" / "Nom";
        mobile: "Mobile" / "Mobile";
        mobile_hint: "06 12 34 56 78, 0033… or +33…" / "06 12 34 56 78, 0033… ou +33…";
        first_name: "First name" / "Prénom";
        last_name: "Last name" / "Nom";
        email: "E-mail" / "E-mail";
        company: "Company" / "Société";
        groups: "Groups" / "Groupes";
        no_groups: "No group yet." / "Aucun groupe pour l’instant.";
        no_name: "No name" / "Sans nom";
        blacklisted: "Blacklisted" / "Liste noire";
        created(name): "{name} was added." / "{name} a été ajouté.";
        changed(name): "{name} was changed." / "{name} a été modifié.";
        select(name): "Select {name}" / "Sélectionner {name}";
        select_page: "Select everybody on this page" / "Sélectionner toute la page";
        edit_named(name): "Edit {name}" / "Modifier {name}";
        selected[n]: "{n} contact selected" | "{n} contacts selected" / "{n} contact sélectionné" | "{n} contacts sélectionnés";
        clear: "Clear the selection" / "Effacer la sélection";
        add_to_group: "Add to a group" / "Ajouter à un groupe";
        choose_group: "Group" / "Groupe";
        new_group: "A new group…" / "Un nouveau groupe…";
        new_group_name: "Name of the new group" / "Nom du nouveau groupe";
        added_to_group[n, group]: "{n} contact added to {group}." | "{n} contacts added to {group}." / "{n} contact ajouté à {group}." | "{n} contacts ajoutés à {group}.";
        delete_question[n]: "Delete {n} contact?" | "Delete {n} contacts?" / "Supprimer {n} contact ?" | "Supprimer {n} contacts ?";
        delete_text: "They leave the address book and every group. Campaigns already sent keep their report, and the blacklist stays as it is." / "Ils quittent le carnet d’adresses et tous les groupes. Les campagnes déjà envoyées gardent leur rapport, et la liste noire ne change pas.";
        deleted[n]: "{n} contact deleted." | "{n} contacts deleted." / "{n} contact supprimé." | "{n} contacts supprimés.";
        empty: "Your address book is empty" / "Votre carnet d’adresses est vide";
        empty_text: "Import a file from your spreadsheet, or add people one by one." / "Importez un fichier de votre tableur, ou ajoutez des personnes une à une.";
        import_file: "Import a file" / "Importer un fichier";
    }
}
