texts! {
    PasswordResets as password_resets {
        forgot_title: "Forgotten password" / "Mot de passe oublié";
        forgot_lead: "Tell us your account ID: we send a link to its e-mail address." / "Indiquez votre identifiant : nous envoyons un lien à l’adresse e-mail du compte.";
        send: "Send the link" / "Envoyer le lien";
        sent_title: "Look into your mailbox" / "Consultez votre messagerie";
        sent(account): "If an account {account} exists, a link is on its way to its e-mail address. It works once, for one hour." / "Si un compte {account} existe, un lien est en route vers son adresse e-mail. Il sert une seule fois, pendant une heure.";
        sent_hint: "Nothing there after a few minutes? Look among the unwanted e-mails, and check the account ID." / "Rien au bout de quelques minutes ? Regardez parmi les indésirables et vérifiez l’identifiant.";
        again: "Ask again" / "Demander à nouveau";
        back: "Back to signing in" / "Retour à la connexion";
        title: "Choose a new password" / "Choisir un nouveau mot de passe";
        lead: "Everybody who is signed in to this account will be signed out." / "Toutes les sessions ouvertes sur ce compte prendront fin.";
        save: "Set the password" / "Enregistrer le mot de passe";
        done_title: "Your password is changed" / "Votre mot de passe est modifié";
        done: "Sign in with the new one." / "Connectez-vous avec le nouveau.";
        expired: "A link to choose a password is good for one hour. Ask for another." / "Un lien pour choisir un mot de passe est valable une heure. Demandez-en un autre.";
        used: "A link works once. If it was not you, ask for another at once and choose a new password." / "Un lien ne sert qu’une fois. Si ce n’était pas vous, demandez-en un autre aussitôt et changez le mot de passe.";
    }
}
