texts! {
    Sent as sent {
        title: "Sent" / "Envoyés";
        lead: "Campaigns and single messages, and what became of them." / "Vos campagnes et vos messages à l’unité, et ce qu’ils sont devenus.";
        by_number: "Find a number" / "Chercher un numéro";
        search: "Search what was sent" / "Rechercher dans les envois";
        search_placeholder: "Name, words of the text, number…" / "Nom, mots du texte, numéro…";
        filter: "Filter" / "Filtrer";
        filter_title: "Show only…" / "N’afficher que…";
        filter_show: "Show" / "Afficher";
        filters: "What the list is narrowed to" / "Ce à quoi la liste est restreinte";
        remove_filter(words): "Leave out “{words}”" / "Enlever « {words} »";
        clear_filters: "Show all" / "Tout afficher";
        status: "Status" / "État";
        any: "Any" / "Indifférent";
        of_campaigns(word): "Campaigns: {word}" / "Campagnes : {word}";
        of_messages(word): "Messages: {word}" / "Messages : {word}";
        kind: "Type" / "Type";
        pro: "SMS" / "SMS";
        voice: "Voice message" / "Message vocal";
        first_day: "From" / "Du";
        last_day: "Until" / "Au";
        since(day): "since {day}" / "depuis le {day}";
        until(day): "until {day}" / "jusqu’au {day}";
        what: "Message" / "Message";
        outcome: "Result" / "Résultat";
        recipients[n]: "{n} recipient" | "{n} recipients" / "{n} destinataire" | "{n} destinataires";
        credits: "Credits" / "Crédits";
        date: "Sent on" / "Envoyé le";
        open(name): "Read the message to {name}" / "Lire le message à {name}";
        again(name): "Send “{name}” again as new" / "Renvoyer « {name} » comme nouveau";
        delete(name): "Delete “{name}” from the list" / "Retirer « {name} » de la liste";
        copied: "A new draft with the same text and the same recipients. Nothing has left yet." / "Nouveau brouillon, même texte et mêmes destinataires. Rien n’est encore parti.";
        empty: "Nothing sent yet" / "Rien d’envoyé pour l’instant";
        empty_text: "Write a message, choose who receives it, and watch it arrive." / "Écrivez un message, choisissez qui le reçoit, et suivez son arrivée.";
    }
}
