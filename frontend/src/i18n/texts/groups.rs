texts! {
    Groups as groups {
        title: "Groups" / "Groupes";
        lead: "Sets of contacts to write to in one go." / "Des ensembles de contacts à qui écrire d’un coup.";
        new_group: "New group" / "Nouveau groupe";
        name: "Name" / "Nom";
        name_hint: "Regulars, Members, Volunteers…" / "Habitués, Adhérents, Bénévoles…";
        contacts: "Contacts" / "Contacts";
        created_on: "Created" / "Créé le";
        search: "Search groups" / "Rechercher un groupe";
        created(name): "The group {name} was created." / "Le groupe {name} a été créé.";
        renamed(name): "The group is now called {name}." / "Le groupe s’appelle maintenant {name}.";
        rename: "Rename" / "Renommer";
        rename_title: "Rename the group" / "Renommer le groupe";
        write: "Write to the group" / "Écrire au groupe";
        count[n]: "{n} contact" | "{n} contacts" / "{n} contact" | "{n} contacts";
        delete_question(name): "Delete the group {name}?" / "Supprimer le groupe {name} ?";
        delete_text: "Its contacts stay in the address book." / "Ses contacts restent dans le carnet d’adresses.";
        delete_group: "Delete the group" / "Supprimer le groupe";
        deleted(name): "The group {name} was deleted." / "Le groupe {name} a été supprimé.";
        empty: "No groups yet" / "Aucun groupe pour l’instant";
        empty_text: "A group lets you write to the same people again without choosing them one by one." / "Un groupe permet de réécrire aux mêmes personnes sans les choisir une à une.";
        nobody: "Nobody is in this group" / "Personne dans ce groupe";
        nobody_text: "Choose contacts of the address book: they can be in several groups." / "Choisissez des contacts du carnet d’adresses : ils peuvent être dans plusieurs groupes.";
        add_people: "Add contacts" / "Ajouter des contacts";
        people_added[n]: "{n} contact added to the group." | "{n} contacts added to the group." / "{n} contact ajouté au groupe." | "{n} contacts ajoutés au groupe.";
        write_to(name): "Write to {name}" / "Écrire à {name}";
        chosen: "Chosen groups" / "Groupes choisis";
        choose: "Search a group…" / "Chercher un groupe…";
        leave(name): "Take out of {name}" / "Retirer de {name}";
        make(name): "Make the group “{name}”" / "Créer le groupe « {name} »";
    }
}
