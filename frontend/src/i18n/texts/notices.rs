texts! {
    Notices as notices {
        title: "Notices" / "Avis";
        lead: "What became of your campaigns while you were doing something else." / "Ce que sont devenues vos campagnes pendant que vous étiez ailleurs.";
        bell[n]: "Notices: {n} unread" | "Notices: {n} unread" / "Avis : {n} non lu" | "Avis : {n} non lus";
        bell_many(most): "Notices: more than {most} unread" / "Avis : plus de {most} non lus";
        bell_none: "Notices" / "Avis";
        which: "Which notices" / "Quels avis";
        all: "All" / "Tous";
        unread_ones: "Unread" / "Non lus";
        new_one: "New" / "Nouveau";
        read_all: "Mark all as read" / "Tout marquer comme lu";
        read_one: "Mark as read" / "Marquer comme lu";
        marked[n]: "{n} notice marked as read." | "{n} notices marked as read." / "{n} avis marqué comme lu." | "{n} avis marqués comme lus.";
        settings: "Choose what comes by e-mail" / "Choisir ce qui arrive par e-mail";

        finished(name): "“{name}” is finished" / "« {name} » est terminée";
        paused(name): "“{name}” was paused by the platform" / "« {name} » a été mise en pause par la plateforme";
        asleep(name): "“{name}” waits for the legal hours" / "« {name} » attend les heures légales";
        no_credit(name): "“{name}” waits for credits" / "« {name} » attend des crédits";
        late(name): "“{name}” waits for your word" / "« {name} » attend votre accord";

        finished_todo: "Every message has its last status. The report tells who received it, and who did not." / "Chaque message a son état définitif. Le rapport dit qui l’a reçu, et qui ne l’a pas reçu.";
        paused_todo: "Nothing more leaves until you resume it." / "Plus rien ne part tant que vous ne la reprenez pas.";
        asleep_todo: "It goes on by itself at the next permitted hour: there is nothing to do." / "Elle reprendra d’elle-même à la prochaine heure permise : il n’y a rien à faire.";
        no_credit_todo: "Your balance did not cover the rest. Add credits, then resume it." / "Votre solde ne suffisait pas pour la suite. Ajoutez des crédits, puis reprenez-la.";
        no_credit_auto: "Your balance did not cover the rest. It goes on by itself once credits come in." / "Votre solde ne suffisait pas pour la suite. Elle reprendra d’elle-même dès que des crédits arriveront.";
        late_todo: "It could not leave at its hour, and nobody should be written to at the wrong time. Send it now, or cancel it." / "Elle n’a pas pu partir à l’heure prévue, et l’on n’écrit à personne au mauvais moment. Envoyez-la maintenant, ou annulez-la.";

        see_report: "See the report" / "Voir le rapport";
        see_campaign: "See the campaign" / "Voir la campagne";
        see_credits: "See my credits" / "Voir mes crédits";

        received[n]: "{n} received" | "{n} received" / "{n} reçu" | "{n} reçus";
        on_way[n]: "{n} sent, not confirmed" | "{n} sent, not confirmed" / "{n} envoyé, non confirmé" | "{n} envoyés, non confirmés";
        failed[n]: "{n} failed" | "{n} failed" / "{n} en échec" | "{n} en échec";
        uncertain[n]: "{n} uncertain" | "{n} uncertain" / "{n} incertain" | "{n} incertains";
        not_sent[n]: "{n} not sent" | "{n} not sent" / "{n} non envoyé" | "{n} non envoyés";
        waiting[n]: "{n} still to send" | "{n} still to send" / "{n} encore à envoyer" | "{n} encore à envoyer";
        recipients[n]: "{n} recipient" | "{n} recipients" / "{n} destinataire" | "{n} destinataires";

        empty: "No notices yet" / "Aucun avis pour l’instant";
        empty_text: "When a campaign ends, or comes to a halt, it is told here, with its figures." / "Quand une campagne se termine ou s’interrompt, c’est annoncé ici, avec ses chiffres.";
        all_read: "All read" / "Tout est lu";
        all_read_text: "Nothing new since you last looked." / "Rien de nouveau depuis votre dernier passage.";
    }
}

texts! {
    NoticeSettingsTexts as notice_settings {
        title: "Notices" / "Avis";
        lead: "Every notice shows in the app, under the bell. Choose here which ones come by e-mail, too." / "Tous les avis s’affichent dans l’application, sous la cloche. Choisissez ici lesquels arrivent aussi par e-mail.";
        by_mail: "By e-mail" / "Par e-mail";
        goes_to(email): "They go to {email}." / "Ils sont envoyés à {email}.";
        tell_me: "Write to me when a campaign…" / "M’écrire quand une campagne…";
        finished: "is finished" / "est terminée";
        finished_hint: "With its figures: received, failed, charged." / "Avec ses chiffres : reçus, échecs, coût.";
        no_credit: "waits for credits" / "attend des crédits";
        no_credit_hint: "The balance does not cover what is left." / "Le solde ne suffit pas pour la suite.";
        late: "waits for my word" / "attend mon accord";
        late_hint: "It could not leave at its hour, because of an outage." / "Elle n’a pas pu partir à l’heure, à cause d’une panne.";
        paused: "was paused by the platform" / "a été mise en pause par la plateforme";
        paused_hint: "Nothing more leaves until you resume it." / "Plus rien ne part tant que vous ne la reprenez pas.";
        asleep: "waits for the legal hours" / "attend les heures légales";
        asleep_hint: "It goes on by itself; there is nothing to do." / "Elle reprend d’elle-même ; il n’y a rien à faire.";
        credits: "When the credits run out" / "Quand le crédit est épuisé";
        resume: "Go on by itself when credits come in" / "Reprendre d’elle-même à l’arrivée de crédits";
        resume_hint: "Otherwise a campaign that ran out of credits waits until you resume it." / "Sinon, une campagne à court de crédits attend que vous la repreniez.";
    }
}
