texts! {
    Rates as rates {
        title: "International rates" / "Tarifs internationaux";
        lead: "What one SMS costs, by the country of the operator that receives it. Before tax." / "Le prix d’un SMS selon le pays de l’opérateur du destinataire. Hors taxes.";
        search: "Search a country" / "Rechercher un pays";
        search_hint: "Jamaica, JM, +1 876…" / "Jamaïque, JM, +1 876…";
        country: "Country" / "Pays";
        sms: "SMS" / "SMS";
        sms_sender: "With custom sender" / "Avec expéditeur personnalisé";
        voice: "Voice" / "Vocal";
        with_sender(amount): "sender: {amount}" / "expéditeur : {amount}";
        prices_at: "Prices in euros at" / "Prix en euros avec le";
        pack[n, price]: "Pack of {n}: {price} a credit" | "Pack of {n}: {price} a credit" / "Pack de {n} : {price} le crédit" | "Pack de {n} : {price} le crédit";
        found[n]: "{n} country" | "{n} countries" / "{n} pays" | "{n} pays";
        not_served: "Not served" / "Non desservi";
        simulate: "Simulate a campaign" / "Simuler une campagne";

        admin_lead: "What one SMS costs in each country, in credits: now, and from a day on." / "Le prix d’un SMS dans chaque pays, en crédits : maintenant, et à partir d’un jour donné.";
        default_note: "The rates of a new platform are a starting point. Replace them with your own before you sell." / "Les tarifs d’une nouvelle plateforme sont un point de départ. Remplacez-les par les vôtres avant de vendre.";
        to_come: "To come" / "À venir";
        only_to_come: "Changes to come" / "Changements à venir";
        everything: "All countries" / "Tous les pays";
        only_withdrawn: "Not served" / "Non desservis";
        change: "Change" / "Modifier";
        change_of(country): "Rates: {country}" / "Tarifs : {country}";
        kind: "Kind" / "Type";
        price: "Credits an SMS" / "Crédits par SMS";
        price_sender: "With custom sender" / "Avec expéditeur personnalisé";
        price_sender_hint: "Leave it empty for the same price." / "Laissez vide pour le même prix.";
        begins: "From" / "À partir du";
        begins_hint: "Its first moment, in your time zone. Leave it empty to begin at once." / "Dès minuit, dans votre fuseau horaire. Laissez vide pour commencer tout de suite.";
        withdrawn: "Do not serve this country" / "Ne plus desservir ce pays";
        withdrawn_hint: "Its recipients are skipped and cost nothing." / "Ses destinataires sont ignorés et ne coûtent rien.";
        save: "Save" / "Enregistrer";
        saved(country): "The rates of {country} have changed." / "Les tarifs de {country} ont changé.";
        planned(country): "The rates of {country} will change." / "Les tarifs de {country} changeront.";
        call_off: "Call off" / "Annuler";
        called_off: "The change was called off." / "Le changement a été annulé.";
        on_day(day): "from {day}" / "à partir du {day}";
        bad_price: "More than 0 and at most 100, with up to four decimals." / "Plus de 0 et 100 au plus, avec quatre décimales au maximum.";
        past: "This day has begun already: leave it empty to begin at once." / "Ce jour a déjà commencé : laissez vide pour commencer tout de suite.";
        bad_day: "This is not a day of the calendar." / "Ce n’est pas un jour du calendrier.";

        import_title: "The whole table" / "Toute la grille";
        import_text: "A CSV file with the columns country, kind, credits and credits_with_sender. Download the table, change it in a spreadsheet, and upload it again. Countries that it does not name stay as they are; a line without amounts withdraws its country." / "Un fichier CSV avec les colonnes country, kind, credits et credits_with_sender. Téléchargez la grille, modifiez-la dans un tableur, puis déposez-la ici. Les pays absents du fichier ne changent pas ; avec une ligne sans montant, le pays n’est plus desservi.";
        download: "Download the table" / "Télécharger la grille";
        drop: "Choose a file or drop it here" / "Choisissez un fichier ou déposez-le ici";
        drop_hint: "CSV. Nothing changes before you have seen what would." / "CSV. Vous voyez les changements avant de les appliquer.";
        preview[n]: "{n} change" | "{n} changes" / "{n} changement" | "{n} changements";
        unchanged[n]: "{n} line says what holds already." | "{n} lines say what holds already." / "{n} ligne ne change rien." | "{n} lignes ne changent rien.";
        nothing: "This table changes nothing." / "Cette grille ne change rien.";
        before: "Before" / "Avant";
        after: "After" / "Après";
        apply[n]: "Make {n} change" | "Make {n} changes" / "Appliquer {n} changement" | "Appliquer {n} changements";
        applied[n]: "{n} rate has changed." | "{n} rates have changed." / "{n} tarif a changé." | "{n} tarifs ont changé.";
        wrong_lines[n]: "{n} line is wrong, and nothing was changed" | "{n} lines are wrong, and nothing was changed" / "{n} ligne est incorrecte : rien n’a changé" | "{n} lignes sont incorrectes : rien n’a changé";
        line(number, reason): "Line {number}: {reason}" / "Ligne {number} : {reason}";
        more[n]: "and {n} more" | "and {n} more" / "et {n} autre" | "et {n} autres";
        wrong_country: "no country of the numbering plan" / "ce n’est pas un pays du plan de numérotation";
        wrong_kind: "a kind is pro or voice" / "un type est pro ou voice";
        wrong_range: "more than 0 and at most 100 credits" / "plus de 0 et 100 crédits au plus";
        wrong_precision: "more than four decimals" / "plus de quatre décimales";
        wrong_amount: "not an amount" / "ce n’est pas un montant";
        wrong_twice: "this country and kind stand there twice" / "ce pays et ce type y figurent deux fois";
        wrong_missing: "the price without custom sender is missing" / "il manque le prix sans expéditeur personnalisé";
        wrong_column: "the columns are country, kind, credits and credits_with_sender" / "les colonnes sont country, kind, credits et credits_with_sender";
        wrong_length: "the table is too long" / "la grille est trop longue";
    }
}
