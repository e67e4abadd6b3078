texts! {
    Accounts as accounts {
        sign_in: "Sign in" / "Se connecter";
        sign_in_lead: "Good to see you again." / "Ravis de vous revoir.";
        sign_up: "Open an account" / "Ouvrir un compte";
        sign_up_lead: "A minute now, your first campaign right after." / "Une minute, puis votre première campagne.";
        account_id: "Account ID" / "Identifiant du compte";
        account_id_hint: "3 to 32 letters, digits, dots, dashes or underscores. It cannot be changed later." / "3 à 32 lettres, chiffres, points, tirets ou tirets bas. Il ne pourra pas être modifié.";
        email: "E-mail" / "E-mail";
        password: "Password" / "Mot de passe";
        password_hint: "At least 10 characters." / "Au moins 10 caractères.";
        create: "Open the account" / "Ouvrir le compte";
        no_account: "No account yet?" / "Pas encore de compte ?";
        have_account: "Already have an account?" / "Vous avez déjà un compte ?";
        closed: "The operator of this server opens accounts. Ask them for yours." / "Sur ce serveur, c’est l’opérateur qui ouvre les comptes. Demandez-lui le vôtre.";
        opened: "Your account is open." / "Votre compte est ouvert.";
        created: "Your account is ready. Sign in to begin." / "Votre compte est prêt. Connectez-vous pour commencer.";
        account_taken: "This account ID is taken. Choose another." / "Cet identifiant est déjà pris. Choisissez-en un autre.";
        motto: "SMS campaigns, from the first contact to the last receipt." / "Vos campagnes SMS, du premier contact au dernier accusé.";
    }
}
