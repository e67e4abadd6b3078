texts! {
    Audit as audit {
        lead: "What happened to the security of your account, when, and from where." / "Ce qui touche à la sécurité de votre compte : quoi, quand et d’où.";
        what: "What" / "Quoi";
        from: "From" / "D’où";
        at: "When" / "Quand";
        by(operator): "by the operator {operator}" / "par l’opérateur {operator}";
        command_line: "The server’s command line" / "Ligne de commande du serveur";
        empty: "Nothing yet" / "Rien pour l’instant";
        empty_text: "Sign-ins and changes of keys and passwords show here." / "Les connexions et les changements de clés et de mots de passe s’affichent ici.";
        account_opened: "Account opened" / "Compte ouvert";
        email_confirmed: "E-mail address confirmed" / "Adresse e-mail confirmée";
        signed_in: "Signed in" / "Connexion";
        sign_in_failed: "Sign-in refused: wrong password" / "Connexion refusée : mot de passe erroné";
        second_factor_failed: "Sign-in refused: wrong code" / "Connexion refusée : code erroné";
        signed_out: "Signed out" / "Déconnexion";
        session_ended: "Session ended" / "Session terminée";
        session_stolen: "Session ended: its cookie had been copied" / "Session terminée : son cookie avait été copié";
        password_changed: "Password changed" / "Mot de passe modifié";
        password_reset_asked: "Link for a new password asked for" / "Lien de nouveau mot de passe demandé";
        password_reset: "Password set by e-mail link" / "Mot de passe défini par lien e-mail";
        email_change_asked: "Change of e-mail address asked for" / "Changement d’adresse e-mail demandé";
        email_changed: "E-mail address changed" / "Adresse e-mail modifiée";
        mobile_code_asked: "Code for a mobile sent" / "Code envoyé à un mobile";
        mobile_certified: "Mobile certified" / "Mobile certifié";
        mobile_waived: "Dispensed from certifying a mobile" / "Dispensé de certifier un mobile";
        second_factor_enabled: "Two-step sign-in turned on" / "Double authentification activée";
        second_factor_removed: "Two-step sign-in turned off" / "Double authentification désactivée";
        recovery_code_used: "Recovery code used" / "Code de secours utilisé";
        recovery_codes_made: "Recovery codes made" / "Codes de secours créés";
        api_key_made: "API key made" / "Clé d’API créée";
        api_key_revoked: "API key revoked" / "Clé d’API révoquée";
        account_disabled: "Account disabled" / "Compte désactivé";
        account_enabled: "Account enabled again" / "Compte réactivé";
        operator_added: "Made an operator" / "Devenu opérateur";
        rates_changed: "Rates changed" / "Tarifs modifiés";
        packs_changed: "Packs changed" / "Packs modifiés";
        payment_received: "Payment received for a purchase" / "Paiement reçu pour un achat";
        purchase_refused: "Purchase refused" / "Achat refusé";
        purchase_refunded: "Purchase refunded" / "Achat remboursé";
        refund_paid: "Refund paid by hand" / "Remboursement payé à la main";
    }
}
