texts! {
    Jobs as jobs {
        title: "Work under way" / "Travaux en cours";
        stop: "Stop" / "Arrêter";
        undo: "Undo" / "Annuler";
        undo_left(seconds): "for another {seconds} s" / "encore {seconds} s";
        done: "done" / "faits";
        steps(done, total): "{done} of {total}" / "{done} sur {total}";
        cancelled: "Stopped. What was done by then stays done." / "Arrêté. Ce qui était fait le reste.";
        failed: "This work broke off. What was done by then stays done; you can start it again." / "Ce travail s’est interrompu. Ce qui était fait le reste ; vous pouvez le relancer.";
        grouping(group): "Putting the contacts into {group}…" / "Ajout des contacts à {group}…";
        grouped[n, group]: "{n} contact added to {group}." | "{n} contacts added to {group}." / "{n} contact ajouté à {group}." | "{n} contacts ajoutés à {group}.";
        ungrouping(group): "Taking the contacts out of {group}…" / "Retrait des contacts de {group}…";
        ungrouped[n, group]: "{n} contact removed from {group}." | "{n} contacts removed from {group}." / "{n} contact retiré de {group}." | "{n} contacts retirés de {group}.";
        deleting: "Deleting the contacts…" / "Suppression des contacts…";
        deleted[n]: "{n} contact deleted." | "{n} contacts deleted." / "{n} contact supprimé." | "{n} contacts supprimés.";
        blacklisting: "Putting the numbers on the blacklist…" / "Ajout des numéros à la liste noire…";
        blacklisted[n]: "{n} number added to the blacklist." | "{n} numbers added to the blacklist." / "{n} numéro ajouté à la liste noire." | "{n} numéros ajoutés à la liste noire.";
        merging: "Merging the duplicates…" / "Fusion des doublons…";
        merged[n]: "Merged: {n} contact fewer." | "Merged: {n} contacts fewer." / "Fusion faite : {n} contact de moins." | "Fusion faite : {n} contacts de moins.";
        deleting_extras: "Deleting the duplicates…" / "Suppression des doublons…";
        extras_deleted[n]: "{n} duplicate deleted." | "{n} duplicates deleted." / "{n} doublon supprimé." | "{n} doublons supprimés.";
        restoring: "Bringing the contacts back…" / "Restauration des contacts…";
        restored[n]: "{n} contact is back." | "{n} contacts are back." / "{n} contact restauré." | "{n} contacts restaurés.";
    }
}
