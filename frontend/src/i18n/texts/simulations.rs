texts! {
    Simulations as simulations {
        nav: "Simulator" / "Simulateur";
        title: "Campaign simulator" / "Simulateur de campagne";
        lead: "What a campaign would cost, before you write to anybody. Nothing is kept." / "Ce que coûterait une campagne, avant d’écrire à qui que ce soit. Rien n’est conservé.";
        message: "Message" / "Message";
        kind: "Kind" / "Type";
        sms: "SMS" / "SMS";
        voice: "Voice" / "Vocal";
        text: "Text" / "Texte";
        example: "Fresh from the oven: your Saturday bread is ready. See you soon at the bakery!" / "Samedi, tout juste sorti du four: votre pain de campagne. Passez nous voir!";
        with_sender: "With a custom sender" / "Avec un expéditeur personnalisé";
        with_sender_hint: "Your name instead of a number, where the country allows it." / "Votre nom au lieu d’un numéro, là où le pays le permet.";
        recipients: "Recipients" / "Destinataires";
        country: "Country" / "Pays";
        how_many: "How many" / "Combien";
        add_country: "Add a country" / "Ajouter un pays";
        remove(country): "Remove {country}" / "Retirer {country}";
        groups: "My groups" / "Mes groupes";
        groups_hint: "Each contact counts once, at the price of its own text. Who is on the blacklist costs nothing." / "Chaque contact compte une fois, au prix de son propre texte. Un numéro en liste noire ne coûte rien.";
        result: "What it costs" / "Coût de la campagne";
        credits[n, amount]: "{amount} credit" | "{amount} credits" / "{amount} crédit" | "{amount} crédits";
        recipients_count[n]: "{n} recipient" | "{n} recipients" / "{n} destinataire" | "{n} destinataires";
        parts[n]: "{n} SMS each" | "{n} SMS each" / "{n} SMS chacun" | "{n} SMS chacun";
        skipped[n]: "{n} contact would get nothing: named twice, on the blacklist, or without a mobile." | "{n} contacts would get nothing: named twice, on the blacklist, or without a mobile." / "{n} contact ne recevrait rien : en double, sur la liste noire ou sans mobile." | "{n} contacts ne recevraient rien : en double, sur la liste noire ou sans mobile.";
        not_served: "not served" / "non desservi";
        by_country: "By country" / "Par pays";
        by_pack: "This campaign at each pack’s price, before tax" / "Cette campagne au prix de chaque pack, hors taxes";
        pack[n]: "Pack of {n}" | "Pack of {n}" / "Pack de {n}" | "Pack de {n}";
        too_small: "too small" / "trop petit";
        cheapest: "Best fit" / "Le plus juste";
        buy[n]: "Buy {n} credit" | "Buy {n} credits" / "Acheter {n} crédit" | "Acheter {n} crédits";
        buy_for(price): "{price} before tax" / "{price} hors taxes";
        beyond: "That is more than our largest pack: ask us for an offer." / "C’est plus que notre plus grand pack : demandez-nous une offre.";
        nothing_yet: "Say how many recipients there are, and where." / "Indiquez combien de destinataires, et où.";
        no_text: "Write a text first." / "Écrivez d’abord un texte.";
        rates: "All rates" / "Tous les tarifs";
    }
}
