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
        page_number(number): "Page {number}" / "Page {number}";
        all: "All" / "Tous";
        none_found: "Nothing matches your search" / "Aucun résultat pour votre recherche";
        none_found_text: "Try fewer letters, or another spelling." / "Essayez avec moins de lettres, ou une autre orthographe.";
        actions: "Actions" / "Actions";
        view_all: "View all" / "Tout voir";
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
        campaigns: "Campaigns" / "Campagnes";
        messages: "SMS sent" / "SMS envoyés";
        replies: "Replies" / "Réponses";
        address_book: "Address book" / "Carnet d’adresses";
        contacts: "Contacts" / "Contacts";
        groups: "Groups" / "Groupes";
        blacklist: "Blacklist" / "Liste noire";
        account: "Account" / "Compte";
        credits: "Credits" / "Crédits";
        rates: "Rates" / "Tarifs";
        new_campaign: "New campaign" / "Nouvelle campagne";
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

texts! {
    Failures as failures {
        unreachable: "The server cannot be reached. Check your connection and try again." / "Le serveur est injoignable. Vérifiez votre connexion et réessayez.";
        timed_out: "The server took too long to answer. Try again." / "Le serveur a mis trop de temps à répondre. Réessayez.";
        unreadable: "The server answered something unexpected. Reload the page." / "Le serveur a répondu quelque chose d’inattendu. Rechargez la page.";
        session_ended: "Your session has ended. Sign in again." / "Votre session est terminée. Reconnectez-vous.";
        wrong_credentials: "The account ID or the password is wrong." / "L’identifiant ou le mot de passe est incorrect.";
        insufficient_credit: "Your balance does not cover the cost." / "Votre solde ne couvre pas le coût.";
        not_found: "It is no longer there." / "Cet élément n’existe plus.";
        already_exists: "It exists already." / "Cet élément existe déjà.";
        conflict: "Its state does not allow that any more. Reload the page." / "Son état ne le permet plus. Rechargez la page.";
        payload_too_large: "That is larger than this server accepts." / "C’est plus volumineux que ce que ce serveur accepte.";
        too_many_requests: "Too many attempts. Wait a moment and try again." / "Trop de tentatives. Patientez un instant et réessayez.";
        internal: "Something broke on our side. It has been logged." / "Une erreur est survenue de notre côté. Elle a été consignée.";
        unavailable: "Not available right now. Try again shortly." / "Indisponible pour le moment. Réessayez dans un instant.";
        required: "This field is needed." / "Ce champ est obligatoire.";
        too_long: "This is too long." / "C’est trop long.";
        too_short: "This is too short." / "C’est trop court.";
        too_many: "These are too many at once." / "C’est trop à la fois.";
        not_a_number: "This is not a telephone number we can read." / "Ce n’est pas un numéro de téléphone lisible.";
        impossible_number: "No telephone has this number." / "Aucun téléphone n’a ce numéro.";
        not_mobile: "A fixed line cannot receive text messages." / "Une ligne fixe ne reçoit pas de SMS.";
        past: "This moment has passed." / "Ce moment est passé.";
        taken: "This is taken already." / "Déjà pris.";
        bad_account_id: "3 to 32 letters, digits, dots, dashes or underscores." / "3 à 32 lettres, chiffres, points, tirets ou tirets bas.";
        bad_email: "This is not an e-mail address." / "Ce n’est pas une adresse e-mail.";
        empty_file: "There is nothing in this file." / "Ce fichier est vide.";
        spreadsheet: "This is a spreadsheet. Save it as CSV in your spreadsheet program, then choose that file." / "C’est un classeur. Enregistrez-le en CSV dans votre tableur, puis choisissez ce fichier.";
        not_csv: "This file cannot be read as CSV. Save it as CSV in your spreadsheet program and try again." / "Ce fichier n’est pas lisible comme CSV. Enregistrez-le en CSV dans votre tableur et réessayez.";
        bad_sender: "3 to 11 letters and digits, no spaces or accents." / "3 à 11 lettres et chiffres, sans espace ni accent.";
    }
}
