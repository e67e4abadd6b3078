texts! {
    Reasons as reasons {
        duplicate: "Duplicate" / "Doublon";
        duplicate_note: "This number stood in the list more than once: it is written to once, and charged once." / "Ce numéro figurait plusieurs fois dans la liste : on ne lui écrit qu’une fois, facturée une fois.";
        blacklisted: "On the blacklist" / "Sur la liste noire";
        blacklisted_note: "This person does not want your messages any more, so nothing left." / "Cette personne ne souhaite plus vos messages : rien n’est parti.";
        invalid: "Not a valid number" / "Numéro invalide";
        invalid_note: "No telephone can have this number. Correct the contact." / "Aucun téléphone ne peut avoir ce numéro. Corrigez le contact.";
        outside_window: "Outside legal hours" / "Hors des heures légales";
        outside_window_note: "The law did not allow a message at that hour." / "La loi n’autorisait pas de message à cette heure.";
        no_credit: "Not enough credit" / "Crédit insuffisant";
        no_credit_note: "Your balance did not cover it." / "Votre solde ne suffisait pas.";
        no_rate: "No rate for this country" / "Pas de tarif pour ce pays";
        no_rate_note: "We do not deliver to this country yet." / "Nous ne desservons pas encore ce pays.";
        not_mobile: "A fixed line" / "Une ligne fixe";
        not_mobile_note: "A fixed line receives no SMS. A voice message would reach it." / "Une ligne fixe ne reçoit pas de SMS. Un message vocal y parviendrait.";
        no_answer: "No answer from the network" / "Pas de réponse du réseau";
        no_answer_note: "The connection broke while the message was leaving." / "La connexion s’est rompue pendant le départ du message.";
        not_delivered: "Not delivered" / "Non remis";
        not_delivered_note: "The operator could not deliver it, and did not say why." / "L’opérateur n’a pas pu le remettre, sans dire pourquoi.";
        too_long: "Too long once personalised" / "Trop long une fois personnalisé";
        too_long_note: "With this person’s name and details the text no longer fits into one message." / "Avec les données de cette personne, le texte ne tient plus dans un message.";
        empty_once_personalised: "Empty once personalised" / "Vide une fois personnalisé";
        empty_note: "All of the text came from fields that are empty for this person." / "Tout le texte venait de champs vides pour cette personne.";
        no_receipt: "No receipt in time" / "Pas d’accusé dans les délais";
        no_receipt_note: "It left, but the operator never said whether it arrived. A receipt that still comes is shown." / "Il est parti, mais l’opérateur n’a jamais dit s’il est arrivé. Un accusé tardif s’affichera.";
        unreachable: "Phone unreachable" / "Téléphone injoignable";
        unreachable_note: "Switched off or out of reach for too long. It may work another day." / "Éteint ou hors de portée trop longtemps. Un autre jour, cela peut marcher.";
        unknown_number: "Unknown number" / "Numéro inconnu";
        unknown_number_note: "The operator knows no subscriber with this number: it has probably been given up." / "L’opérateur ne connaît pas cet abonné : le numéro a sans doute été abandonné.";
        refused: "Refused by the operator" / "Refusé par l’opérateur";
        refused_note: "The operator did not take it: the number may be out of service. It is not charged." / "L’opérateur ne l’a pas accepté : le numéro est peut-être hors service. Il n’est pas facturé.";
        busy: "The network was busy" / "Réseau saturé";
        busy_note: "It was tried several times, without success. Send it again later." / "Plusieurs essais ont échoué. Renvoyez-le plus tard.";
        not_sent: "Not sent: you said so" / "Non envoyé, d’après vous";
        not_sent_note: "You settled an uncertain message; its credits came back." / "Vous avez réglé un message incertain ; ses crédits vous ont été rendus.";
        not_sendable: "Could not be sent" / "Impossible à envoyer";
        not_sendable_note: "The network takes no message of this form. It is not charged." / "Le réseau n’accepte pas un tel message. Il n’est pas facturé.";
        expired: "Expired before it arrived" / "Expiré avant d’arriver";
        expired_note: "The phone did not come within reach in time." / "Le téléphone n’a pas été à portée à temps.";
        not_answered: "The call was not answered" / "L’appel est resté sans réponse";
        not_answered_note: "The telephone rang, and nobody took the call." / "Le téléphone a sonné, personne n’a décroché.";
        line_busy: "The line was busy" / "La ligne était occupée";
        line_busy_note: "Somebody was on the telephone. Try again later." / "La personne était déjà en ligne. Réessayez plus tard.";
        strange_answer: "The network answered with an error" / "Le réseau a répondu par une erreur";
        strange_answer_note: "It may have taken the message all the same." / "Il a peut-être tout de même pris le message.";
    }
}
