texts! {
    AccountPages as account {
        title: "My account" / "Mon compte";
        pages: "Pages of my account" / "Pages de mon compte";
        profile: "Personal information" / "Informations personnelles";
        password: "Password" / "Mot de passe";
        security: "Two-step sign-in" / "Double authentification";
        sessions: "Sessions" / "Sessions";
        alert: "Credit alert" / "Alerte de crédit";
        notices: "Notices" / "Avis";
        keys: "API keys" / "Clés d’API";
        activity: "Activity" / "Activité";
        saved: "Saved." / "Enregistré.";

        identity: "Identity" / "Identité";
        account_id_hint: "It names your account in transfers and on invoices, and never changes." / "Il désigne votre compte dans les transferts et sur les factures ; il ne change jamais.";
        email: "E-mail address" / "Adresse e-mail";
        confirmed: "Confirmed" / "Confirmée";
        unconfirmed: "Not confirmed" / "Non confirmée";
        change: "Change" / "Modifier";
        change_email: "Change the e-mail address" / "Modifier l’adresse e-mail";
        change_email_lead: "We send a link to the new address. It takes effect once you have opened it; until then the present one stays." / "Nous envoyons un lien à la nouvelle adresse. Elle remplace l’actuelle une fois le lien ouvert.";
        new_email: "New e-mail address" / "Nouvelle adresse e-mail";
        current_password: "Your password" / "Votre mot de passe";
        send_link: "Send the link" / "Envoyer le lien";
        link_sent(email): "A link is on its way to {email}." / "Un lien est en route vers {email}.";
        pending(email): "{email} takes its place once its link has been opened." / "{email} la remplacera une fois son lien ouvert.";
        cancel_change: "Cancel the change" / "Annuler le changement";
        change_cancelled: "The address stays as it was." / "L’adresse reste la même.";

        billing: "Particulars for invoices" / "Coordonnées de facturation";
        billing_lead: "They stand on your invoices." / "Elles figurent sur vos factures.";
        name: "First and last name" / "Prénom et nom";
        company: "Company" / "Société";
        address: "Address" / "Adresse";
        postal_code: "Postal code" / "Code postal";
        city: "Town" / "Ville";
        country: "Country" / "Pays";
        no_country: "Choose a country" / "Choisissez un pays";
        vat_number: "VAT number" / "Numéro de TVA";
        vat_hint: "With its country, such as FR32123456789. Leave it empty if you have none." / "Avec son pays, par exemple FR32123456789. Laissez vide si vous n’en avez pas.";

        region: "Language and region" / "Langue et région";
        language: "Language of e-mails and pages" / "Langue des e-mails et des pages";
        time_zone: "Time zone" / "Fuseau horaire";
        time_zone_hint: "Type a town to find it: times are shown and programmed in this zone." / "Saisissez une ville pour le trouver : les heures sont affichées et programmées dans ce fuseau.";
        numbers_country: "Country of your numbers" / "Pays de vos numéros";
        numbers_country_hint: "How 06 12 34 56 78 is read when it has no country code." / "Comment lire 06 12 34 56 78 sans indicatif de pays.";

        password_lead: "Every other session ends and we tell you by e-mail." / "Toutes les autres sessions prennent fin, et un e-mail vous en informe.";
        old_password: "Present password" / "Mot de passe actuel";
        new_password: "New password" / "Nouveau mot de passe";
        new_password_hint: "At least 10 characters. Four words that do not belong together are better than a short riddle." / "Au moins 10 caractères. Quatre mots sans rapport valent mieux qu’un court casse-tête.";
        repeat_password: "New password, once more" / "Nouveau mot de passe, une seconde fois";
        different: "The two are not the same." / "Les deux ne sont pas identiques.";
        change_password: "Change the password" / "Modifier le mot de passe";
        password_changed: "Your password is changed. Every other session has ended." / "Votre mot de passe est modifié. Toutes les autres sessions ont pris fin.";

        alert_lead: "One e-mail when your balance falls to this amount or below. The next one comes only after the balance has been above it again." / "Un e-mail quand votre solde atteint ce seuil ou passe dessous. Le suivant ne part qu’une fois le solde repassé au-dessus.";
        threshold: "Warn me at" / "M’avertir à";
        threshold_hint: "In credits. 0 means never." / "En crédits. 0 pour ne jamais être averti.";
        bad_amount: "Type an amount, such as 50." / "Saisissez un montant, par exemple 50.";
        balance_now(balance): "Your balance is {balance}." / "Votre solde est de {balance}.";
        alert_set(credits): "You will be told at {credits}." / "Vous serez averti à {credits}.";
        alert_removed: "You will not be told." / "Vous ne serez pas averti.";
        alert_low: "Your balance is at or below this amount already." / "Votre solde est déjà à ce seuil ou en dessous.";
    }
}

texts! {
    Mobiles as mobiles {
        mobile: "Mobile" / "Mobile";
        none: "No certified mobile" / "Aucun mobile certifié";
        certified: "Certified" / "Certifié";
        waived: "The operator does without your mobile." / "L’opérateur vous dispense de mobile.";
        certify: "Certify a mobile" / "Certifier un mobile";
        certify_other: "Certify another" / "Certifier un autre numéro";
        number: "Mobile number" / "Numéro de mobile";
        number_hint: "We send it a code by SMS, at our expense." / "Nous lui envoyons un code par SMS, à nos frais.";
        send: "Send the code" / "Envoyer le code";
        email_first: "Confirm your e-mail address first, then your mobile." / "Confirmez d’abord votre adresse e-mail, puis votre mobile.";
        sent_to(number): "We sent a code to {number}." / "Nous avons envoyé un code au {number}.";
        code: "Code of 6 digits" / "Code à 6 chiffres";
        good_for(time): "Good for another {time}." / "Encore valable {time}.";
        expired: "It has expired: ask for another." / "Il a expiré : demandez-en un autre.";
        tries[n]: "{n} try left." | "{n} tries left." / "Encore {n} essai." | "Encore {n} essais.";
        confirm: "Certify" / "Certifier";
        resend: "Send another code" / "Envoyer un autre code";
        resend_in(time): "Another code in {time}" / "Un autre code dans {time}";
        other_number: "Use another number" / "Utiliser un autre numéro";
        done: "Your mobile is certified." / "Votre mobile est certifié.";
        gift[n, credits]: "Your mobile is certified: {credits} credit is yours." | "Your mobile is certified: {credits} credits are yours." / "Votre mobile est certifié : {credits} crédit vous est offert." | "Votre mobile est certifié : {credits} crédits vous sont offerts.";
        already: "This number is certified for your account already." / "Ce numéro est déjà certifié pour votre compte.";
    }
}
