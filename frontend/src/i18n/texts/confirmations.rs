texts! {
    Confirmations as confirmations {
        title: "Confirm your e-mail address" / "Confirmer votre adresse e-mail";
        working: "One moment: the link is being checked." / "Un instant : le lien est en cours de vérification.";
        done_title: "Your account is confirmed" / "Votre compte est confirmé";
        done: "You can now send messages." / "Vous pouvez maintenant envoyer des messages.";
        email_done_title: "Your new address is confirmed" / "Votre nouvelle adresse est confirmée";
        email_done: "From now on, our e-mails go there." / "Nos e-mails y arriveront désormais.";
        expired_title: "This link has expired" / "Ce lien a expiré";
        expired: "A link is good for 48 hours. Ask for another: it comes within a minute." / "Un lien est valable 48 heures. Demandez-en un autre : il arrive en une minute.";
        used_title: "This link has been used" / "Ce lien a déjà servi";
        used: "If it was you, there is nothing left to do: your address is confirmed." / "Si c’était vous, il n’y a plus rien à faire : votre adresse est confirmée.";
        unknown_title: "This link leads nowhere" / "Ce lien ne mène nulle part";
        unknown: "It may have been cut off by your mail program. Copy it whole, or ask for another." / "Votre messagerie l’a peut-être coupé. Copiez-le en entier, ou demandez-en un autre.";
        email_again: "Ask for the change again on the page of your account." / "Demandez à nouveau le changement depuis la page de votre compte.";
        to_account: "Go to my account" / "Aller à mon compte";
        to_overview: "Go to the overview" / "Aller à la vue d’ensemble";
        send_again: "Send the e-mail again" / "Renvoyer l’e-mail";
        sent: "A new link is on its way, unless the account is confirmed already." / "Un nouveau lien est en route, sauf si le compte est déjà confirmé.";
        account_id_hint: "The link goes to the e-mail address of this account." / "Le lien part vers l’adresse e-mail de ce compte.";
        read_mail: "Read the e-mail" / "Lire l’e-mail";
        banner(email): "Confirm your e-mail address: open the link that we sent to {email}. Nothing can be sent before." / "Confirmez votre adresse e-mail : ouvrez le lien envoyé à {email}. Aucun envoi n’est possible avant.";
        banner_label: "E-mail address to confirm" / "Adresse e-mail à confirmer";
        hold: "Nothing can be sent before your e-mail address is confirmed: open the link of the welcome e-mail." / "Aucun envoi n’est possible avant la confirmation de votre adresse e-mail : ouvrez le lien de l’e-mail de bienvenue.";
    }
}
