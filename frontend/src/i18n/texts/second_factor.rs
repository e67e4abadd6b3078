texts! {
    SecondFactors as second_factor {
        on: "On" / "Activée";
        off: "Off" / "Désactivée";
        lead: "Besides the password, signing in asks for a code that only your phone knows. Whoever steals your password stays outside." / "En plus du mot de passe, la connexion demande un code que seul votre téléphone connaît. Un mot de passe volé ne suffit plus.";
        since(date): "On since {date}." / "Activée depuis le {date}.";
        set_up: "Set it up" / "Activer";
        needs_password: "It is a while since you signed in: type your password." / "Vous êtes connecté depuis un moment : saisissez votre mot de passe.";
        go_on: "Go on" / "Continuer";
        scan: "Scan this picture with an authenticator app." / "Scannez cette image avec une application d’authentification.";
        scan_hint: "Any of them will do: Aegis, FreeOTP, 2FAS, Google Authenticator…" / "N’importe laquelle convient : Aegis, FreeOTP, 2FAS, Google Authenticator…";
        qr: "QR code for your authenticator app" / "Code QR pour votre application d’authentification";
        secret: "Or type this key into it:" / "Ou saisissez-y cette clé :";
        first_code: "Then type the code that it shows." / "Puis saisissez le code qu’elle affiche.";
        turn_on: "Turn on" / "Activer";
        turned_on: "Two-step sign-in is on." / "La double authentification est activée.";
        codes_title: "Keep these recovery codes" / "Conservez ces codes de secours";
        codes_text: "Each lets you in once when your phone is out of reach. They are shown only now: print them, or keep them where you keep your passwords." / "Chacun vous ouvre la porte une fois si votre téléphone est hors de portée. Ils ne s’affichent que maintenant : imprimez-les ou rangez-les avec vos mots de passe.";
        download: "Download" / "Télécharger";
        file_head(account): "Chappe, recovery codes of the account {account}. Each works once." / "Chappe, codes de secours du compte {account}. Chacun sert une seule fois.";
        kept: "I have kept them" / "Je les ai conservés";
        left[n]: "{n} recovery code is left." | "{n} recovery codes are left." / "Il reste {n} code de secours." | "Il reste {n} codes de secours.";
        few: "Make new ones before you run out." / "Créez-en de nouveaux avant d’en manquer.";
        renew: "Make new codes" / "Créer de nouveaux codes";
        renew_text: "Ten new codes take the place of those you have: the old ones no longer work." / "Dix nouveaux codes remplacent ceux que vous avez : les anciens ne marchent plus.";
        remove: "Turn off" / "Désactiver";
        remove_question: "Turn off two-step sign-in?" / "Désactiver la double authentification ?";
        remove_text: "The password alone will then open your account." / "Le mot de passe seul suffira alors pour ouvrir votre compte.";
        removed: "Two-step sign-in is off." / "La double authentification est désactivée.";
        code: "Code of your app" / "Code de votre application";
        code_hint: "6 digits, new every 30 seconds." / "6 chiffres, renouvelés toutes les 30 secondes.";
        recovery_code: "Recovery code" / "Code de secours";
        recovery_hint: "One of the ten that you kept. Each works once." / "L’un des dix que vous avez conservés. Chacun sert une seule fois.";
        use_recovery: "Use a recovery code instead" / "Utiliser plutôt un code de secours";
        use_app: "Use the code of the app" / "Utiliser le code de l’application";
    }
}
