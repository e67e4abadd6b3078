texts! {
    Templates as templates {
        title: "Templates" / "Modèles";
        lead: "Texts that you keep, ready for the next campaign." / "Les textes que vous gardez, prêts pour la prochaine campagne.";
        new_template: "New template" / "Nouveau modèle";
        search: "Search templates" / "Rechercher un modèle";
        folders: "Folders" / "Dossiers";
        all: "All" / "Tous";
        loose: "Without a folder" / "Sans dossier";
        use_it: "Use it" / "Utiliser";
        use_named(name): "Write a campaign with “{name}”" / "Écrire une campagne avec « {name} »";
        delete_named(name): "Delete “{name}”" / "Supprimer « {name} »";
        delete_question(name): "Delete “{name}”?" / "Supprimer « {name} » ?";
        delete_text: "Campaigns that were written with it stay as they are." / "Les campagnes écrites avec lui restent telles quelles.";
        delete: "Delete the template" / "Supprimer le modèle";
        deleted(name): "“{name}” is deleted." / "« {name} » est supprimé.";
        created(name): "“{name}” is kept." / "« {name} » est enregistré.";
        changed(name): "“{name}” is saved." / "« {name} » est enregistré.";
        unknown(fields): "Nobody has the field {fields}" / "Personne n’a le champ {fields}";
        changed_on(date): "Changed on {date}" / "Modifié le {date}";
        name: "Name" / "Nom";
        name_hint: "Only you see it." / "Vous seul le voyez.";
        folder: "Folder" / "Dossier";
        folder_hint: "Optional. Type a new one to create it." / "Facultatif. Saisissez un nouveau nom pour le créer.";
        taken: "This folder has a template with this name already." / "Ce dossier a déjà un modèle de ce nom.";
        no_name: "Give it a name." / "Donnez-lui un nom.";
        keep: "Keep the template" / "Enregistrer le modèle";
        empty: "No templates yet" / "Aucun modèle pour l’instant";
        empty_text: "Keep the texts that you send again and again: a reminder, a greeting, opening hours." / "Gardez les textes que vous envoyez souvent : un rappel, des vœux, des horaires.";
        empty_folder: "This folder is empty" / "Ce dossier est vide";
        empty_folder_text: "A folder goes with its last template." / "Un dossier disparaît avec son dernier modèle.";
    }
}
