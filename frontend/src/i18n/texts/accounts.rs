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
        password_hint: "At least 10 characters, and none of the common ones: four words that do not belong together do well." / "Au moins 10 caractères, et pas un mot de passe courant : quatre mots sans rapport font l’affaire.";
        create: "Open the account" / "Ouvrir le compte";
        no_account: "No account yet?" / "Pas encore de compte ?";
        have_account: "Already have an account?" / "Vous avez déjà un compte ?";
        closed: "The operator of this server opens accounts. Ask them for yours." / "Sur ce serveur, c’est l’opérateur qui ouvre les comptes. Demandez-lui le vôtre.";
        opened(email): "Your account is open. A welcome e-mail is on its way to {email}." / "Votre compte est ouvert. Un e-mail de bienvenue est en route vers {email}.";
        forgotten: "Forgotten password?" / "Mot de passe oublié ?";
        code_title: "Enter your code" / "Saisissez votre code";
        code_lead: "The password is right. One more step: the code of your authenticator app." / "Le mot de passe est bon. Dernière étape : le code de votre application d’authentification.";
        start_over: "Use another account" / "Utiliser un autre compte";
        wait(wait): "Too many tries. You can try again in {wait}." / "Trop de tentatives. Vous pourrez réessayer dans {wait}.";
        created: "Your account is ready. Sign in to begin." / "Votre compte est prêt. Connectez-vous pour commencer.";
        account_taken: "This account ID is taken. Choose another." / "Cet identifiant est déjà pris. Choisissez-en un autre.";
        motto: "SMS campaigns, from the first contact to the last receipt." / "Vos campagnes SMS, du premier contact au dernier accusé.";
    }
}
