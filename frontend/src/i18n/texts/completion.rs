texts! {
    Completion as completion {
        title: "Complete your account" / "Complétez votre compte";
        lead: "A few particulars, so that invoices are right and we can reach you. This window stays away once they are complete." / "Quelques informations pour des factures justes et pour pouvoir vous joindre. Cette fenêtre ne reviendra plus une fois le tout complété.";
        still_missing: "What is known and what is missing" / "Ce qui est connu et ce qui manque";
        name: "Name" / "Nom";
        country: "Country" / "Pays";
        email: "E-mail confirmed" / "E-mail confirmé";
        mobile: "Mobile certified" / "Mobile certifié";
        missing: "Missing" / "Manquant";
        you: "Who you are" / "Vos coordonnées";
        email_title: "Your e-mail address" / "Votre adresse e-mail";
        email_text(email): "Open the link that we sent to {email}: this window notices by itself." / "Ouvrez le lien envoyé à {email} : cette fenêtre s’en aperçoit d’elle-même.";
        mobile_title: "Your mobile" / "Votre mobile";
        gift: "Certify a mobile and receive 20 free credits, once per account and per number." / "Certifiez un mobile et recevez 20 crédits offerts, une fois par compte et par numéro.";
        no_mobile(contact): "No mobile to give? Write to the operator: {contact}" / "Pas de mobile à indiquer ? Contactez l’opérateur : {contact}";
        no_mobile_contact: "No mobile to give? Ask the operator of this server, who can do without it." / "Pas de mobile à indiquer ? Demandez à l’opérateur de ce serveur, qui peut vous en dispenser.";
        later: "Later" / "Plus tard";
        done: "All set, thank you! Your account is complete." / "Tout est en ordre, merci ! Votre compte est complet.";
    }
}
