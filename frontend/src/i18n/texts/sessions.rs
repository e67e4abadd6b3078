texts! {
    Sessions as sessions {
        lead: "Where somebody is signed in to your account. End what you do not recognise, then change your password." / "Où votre compte est ouvert. Mettez fin à ce que vous ne reconnaissez pas, puis changez de mot de passe.";
        device: "Device" / "Appareil";
        unknown_device: "Unknown device" / "Appareil inconnu";
        address: "Network address" / "Adresse réseau";
        last_seen: "Last seen" / "Dernière activité";
        since(date): "Signed in {date}" / "Ouverte le {date}";
        this_one: "This session" / "Cette session";
        end: "End" / "Mettre fin";
        end_named(device): "End the session of {device}" / "Mettre fin à la session de {device}";
        end_question(device): "End the session of {device}?" / "Mettre fin à la session de {device} ?";
        end_text: "Whoever uses it must sign in again. Nothing that was saved is lost." / "Qui l’utilise devra se reconnecter. Rien de ce qui est enregistré n’est perdu.";
        end_action: "End the session" / "Mettre fin à la session";
        ended: "The session has ended." / "La session a pris fin.";
        end_others: "End all others" / "Mettre fin aux autres";
        end_others_question: "End every other session?" / "Mettre fin à toutes les autres sessions ?";
        end_others_text: "Only the one you are using now stays." / "Seule celle que vous utilisez reste ouverte.";
        others_ended: "Every other session has ended." / "Toutes les autres sessions ont pris fin.";
    }
}
