texts! {
    Common as common {
        close: "Close" / "Fermer";
        cancel: "Cancel" / "Annuler";
        save: "Save" / "Enregistrer";
        add: "Add" / "Ajouter";
        delete: "Delete" / "Supprimer";
        search: "Search" / "Rechercher";
        try_again: "Try again" / "Réessayer";
        pages: "Pages of the list" / "Pages de la liste";
        previous: "Previous" / "Précédent";
        next: "Next" / "Suivant";
        month_before: "The month before" / "Mois précédent";
        month_after: "The next month" / "Mois suivant";
        page_number(number): "Page {number}" / "Page {number}";
        all: "All" / "Tous";
        none_found: "Nothing matches your search" / "Aucun résultat pour votre recherche";
        none_found_text: "Try fewer letters, or another spelling." / "Essayez avec moins de lettres, ou une autre orthographe.";
        actions: "Actions" / "Actions";
        view_all: "View all" / "Tout voir";
        seconds[n]: "{n} second" | "{n} seconds" / "{n} seconde" | "{n} secondes";
        minutes[n]: "{n} minute" | "{n} minutes" / "{n} minute" | "{n} minutes";
        hours[n]: "{n} hour" | "{n} hours" / "{n} heure" | "{n} heures";
        copy: "Copy" / "Copier";
        copied: "Copied." / "Copié.";
        show_typed: "Show what is typed" / "Afficher la saisie";
        as_table: "Show the figures as a table" / "Voir les chiffres en tableau";
        hide_typed: "Hide what is typed" / "Masquer la saisie";
    }
}

texts! {
    Shell as shell {
        skip: "Skip to content" / "Aller au contenu";
        main_menu: "Main menu" / "Menu principal";
        open_menu: "Open the menu" / "Ouvrir le menu";
        menu: "Menu" / "Menu";
        dashboard: "Overview" / "Vue d’ensemble";
        sending: "Sending" / "Envois";
        campaigns: "Programmed" / "Programmés";
        sent: "Sent" / "Envoyés";
        replies: "Replies" / "Réponses";
        unread: "unread" / "non lues";
        templates: "Templates" / "Modèles";
        address_book: "Address book" / "Carnet d’adresses";
        contacts: "Contacts" / "Contacts";
        groups: "Groups" / "Groupes";
        blacklist: "Blacklist" / "Liste noire";
        account: "Account" / "Compte";
        credits: "Credits" / "Crédits";
        rates: "Rates" / "Tarifs";
        new_campaign: "New SMS" / "Nouveau SMS";
        sign_out: "Sign out" / "Se déconnecter";
        signed_out: "You are signed out." / "Vous êtes déconnecté.";
        theme_system: "Theme: the system’s" / "Thème : celui du système";
        theme_light: "Theme: light" / "Thème : clair";
        theme_dark: "Theme: dark" / "Thème : sombre";
        sandbox: "Trial mode: no real message leaves this server." / "Mode d’essai : aucun vrai message ne part de ce serveur.";
        handsets: "See what the phones receive" / "Voir ce que reçoivent les téléphones";
        balance[n, credits]: "{credits} credit" | "{credits} credits" / "{credits} crédit" | "{credits} crédits";
        not_found: "This page does not exist" / "Cette page n’existe pas";
        not_found_text: "The address may be mistyped, or what it showed was deleted." / "L’adresse est peut-être mal saisie, ou ce qu’elle montrait a été supprimé.";
        home: "Back to the overview" / "Retour à la vue d’ensemble";
        starting: "Starting" / "Démarrage";
    }
}
