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
        take_out: "Remove from the group" / "Retirer du groupe";
        taken_out[n]: "{n} contact removed from the group." | "{n} contacts removed from the group." / "{n} contact retiré du groupe." | "{n} contacts retirés du groupe.";
        empty: "No groups yet" / "Aucun groupe pour l’instant";
        empty_text: "A group lets you write to the same people again without choosing them one by one." / "Un groupe permet de réécrire aux mêmes personnes sans les choisir une à une.";
        nobody: "Nobody is in this group" / "Personne dans ce groupe";
        nobody_text: "Select contacts in the address book, then choose “Add to a group”." / "Sélectionnez des contacts dans le carnet d’adresses, puis « Ajouter à un groupe ».";
        to_contacts: "Go to the contacts" / "Aller aux contacts";
    }
}
