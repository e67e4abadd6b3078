texts! {
    ApiKeys as api_keys {
        lead: "With a key, a program of yours sends messages for your account." / "Avec une clé, un de vos programmes envoie des messages pour votre compte.";
        reference: "Description of the API (OpenAPI)" / "Description de l’API (OpenAPI)";
        new_key: "New key" / "Nouvelle clé";
        name: "Name" / "Nom";
        name_hint: "Where it is used: Web shop, Booking…" / "Où elle sert : Boutique en ligne, Réservations…";
        scopes: "Rights" / "Droits";
        read: "Look" / "Consulter";
        read_hint: "See campaigns, messages and replies; ask what a campaign would cost." / "Voir les campagnes, les messages et les réponses ; estimer le coût d’une campagne.";
        send: "Send" / "Envoyer";
        send_hint: "Send messages, write and run campaigns." / "Envoyer des messages, écrire et lancer des campagnes.";
        contacts: "Address book" / "Carnet d’adresses";
        contacts_hint: "See and change contacts, groups, imports and the blacklist." / "Voir et modifier les contacts, les groupes, les imports et la liste noire.";
        billing: "Credits" / "Crédits";
        billing_hint: "See the movements of credits, transfer credits." / "Voir les mouvements de crédits, transférer des crédits.";
        mode: "Kind of key" / "Type de clé";
        live: "Live" / "Réelle";
        live_hint: "What it sends leaves, and costs." / "Ce qu’elle envoie part, et coûte.";
        test: "Test" / "Essai";
        test_hint: "What it sends only reaches the sandbox, and costs nothing: for trying out your program." / "Ce qu’elle envoie n’atteint que le bac à sable et ne coûte rien : pour essayer votre programme.";
        last_used: "Last used" / "Dernier usage";
        never_used: "Never" / "Jamais";
        created(date): "Made {date}" / "Créée le {date}";
        create: "Make the key" / "Créer la clé";
        needs_password: "It is a while since you signed in: type your password to make a key." / "Vous êtes connecté depuis un moment : saisissez votre mot de passe pour créer une clé.";
        too_many: "You have as many keys as an account may have. Revoke one that you no longer use." / "Vous avez atteint le nombre maximal de clés. Révoquez-en une qui ne sert plus.";
        made_title: "Your new key" / "Votre nouvelle clé";
        made_text: "Copy it now: it is shown only this once. Whoever has it can act for your account." / "Copiez-la maintenant : elle ne s’affiche qu’une fois. Qui la possède peut agir au nom de votre compte.";
        secret: "Secret" / "Secret";
        example: "To try it out" / "Pour l’essayer";
        example_text: "Hello from Chappe" / "Bonjour de Chappe";
        kept: "I have copied it" / "Je l’ai copiée";
        revoke_named(name): "Revoke {name}" / "Révoquer {name}";
        revoke_question(name): "Revoke the key {name}?" / "Révoquer la clé {name} ?";
        revoke_text: "The programs that use it are refused at once. This cannot be undone." / "Les programmes qui l’utilisent sont refusés aussitôt. C’est irréversible.";
        revoke_action: "Revoke the key" / "Révoquer la clé";
        revoked(name): "The key {name} is revoked." / "La clé {name} est révoquée.";
        empty: "No key yet" / "Aucune clé pour l’instant";
        empty_text: "Make one when a program of yours is to send messages. Begin with a test key." / "Créez-en une quand un de vos programmes doit envoyer des messages. Commencez par une clé d’essai.";
    }
}
