texts! {
    Purchases as purchases {
        title: "Purchases" / "Achats";
        lead: "What you bought, with its payment and its invoice." / "Vos achats, avec leur paiement et leur facture.";
        one(reference): "Purchase {reference}" / "Achat {reference}";
        buy: "Buy credits" / "Acheter des crédits";
        buy_lead: "They serve for every message and every country, and never expire." / "Ils servent pour tous les messages et tous les pays, et n’expirent jamais.";
        to_list: "My purchases" / "Mes achats";

        choose_pack: "Choose a pack" / "Choisissez un pack";
        pack[n]: "{n} credit" | "{n} credits" / "{n} crédit" | "{n} crédits";
        each(price): "{price} a credit" / "{price} le crédit";
        before_tax: "before tax" / "hors taxes";
        larger: "More than that?" / "Besoin de plus ?";
        larger_text: "The operator makes you a price:" / "L’opérateur vous fait un prix :";
        larger_unknown: "Ask the operator of this service for a price." / "Demandez un prix à l’opérateur de ce service.";
        no_packs: "No packs are sold here" / "Aucun pack n’est vendu ici";
        no_packs_text: "The operator of this service gives out credits in another way." / "L’opérateur de ce service attribue les crédits autrement.";

        bill_to: "Invoice to" / "Facturer à";
        particulars_first: "Fill in your particulars first: they stand on the invoice." / "Remplissez d’abord vos coordonnées : elles figurent sur la facture.";
        change: "Change" / "Modifier";

        how: "How you pay" / "Moyen de paiement";
        card: "Card" / "Carte bancaire";
        card_hint: "On the bank’s secure page. Your credits are there at once." / "Sur la page sécurisée de la banque. Vos crédits arrivent aussitôt.";
        transfer: "Bank transfer" / "Virement bancaire";
        transfer_hint: "You get our bank details and a reference. Your credits come with the money." / "Vous obtenez nos coordonnées bancaires et une référence. Vos crédits arrivent dès réception du virement.";
        cheque: "Cheque" / "Chèque";
        cheque_hint: "You get our address and a reference. Your credits come once the cheque has arrived." / "Vous obtenez notre adresse et une référence. Vos crédits arrivent dès réception du chèque.";
        no_method: "Nothing can be paid here yet. Ask the operator." / "Aucun paiement n’est encore possible ici. Adressez-vous à l’opérateur.";
        test_bank: "The bank is a test bank: no money moves." / "La banque est une banque d’essai : aucun argent ne circule.";
        example_seller: "The operator has not said who sells: invoices are examples without value." / "L’opérateur n’a pas indiqué qui vend : les factures sont des exemples sans valeur.";

        summary: "Summary" / "Récapitulatif";
        net: "Before tax" / "Hors taxes";
        vat(rate): "VAT {rate}" / "TVA {rate}";
        vat_none: "VAT" / "TVA";
        total: "Total" / "Total";
        reverse_charge: "None: your business accounts for it (reverse charge)." / "Aucune : votre entreprise la déclare (autoliquidation).";
        outside: "None: you are outside the seller’s VAT territory." / "Aucune : vous êtes hors du territoire de TVA du vendeur.";
        seller_exempt: "None: the seller charges no VAT." / "Aucune : le vendeur ne facture pas de TVA.";
        pay(amount): "Pay {amount}" / "Payer {amount}";
        order(amount): "Order for {amount}" / "Commander pour {amount}";

        which: "Which purchases" / "Quels achats";
        reference: "Reference" / "Référence";
        bought: "Credits" / "Crédits";
        method: "Paid by" / "Paiement";
        status: "Status" / "État";
        date: "Date" / "Date";
        pending: "Waiting" / "En attente";
        paid: "Paid" / "Payé";
        refused: "Refused" / "Refusé";
        cancelled: "Cancelled" / "Annulé";
        expired: "Expired" / "Expiré";
        refunded: "Refunded" / "Remboursé";
        empty: "Nothing bought yet" / "Aucun achat pour l’instant";
        empty_text: "Choose a pack: your credits are there as soon as it is paid." / "Choisissez un pack : vos crédits arrivent dès qu’il est payé.";
        empty_status: "No purchase in this state" / "Aucun achat dans cet état";
        empty_status_text: "Choose another state." / "Choisissez un autre état.";

        waits_bank: "Waiting for the bank" / "En attente de la banque";
        waits_bank_text: "Your credits arrive as soon as the bank says that you have paid. This page notices by itself, and you may close it." / "Vos crédits arrivent dès que la banque confirme le paiement. Cette page s’en aperçoit d’elle-même, et vous pouvez la fermer.";
        pay_now: "Pay by card" / "Payer par carte";
        waits_transfer: "Waiting for your transfer" / "En attente de votre virement";
        waits_transfer_text: "Quote the reference: it tells us that the money is yours. An e-mail tells you when your credits are there." / "Indiquez la référence : elle nous dit que l’argent vient de vous. Un e-mail vous dira quand vos crédits seront là.";
        waits_cheque: "Waiting for your cheque" / "En attente de votre chèque";
        waits_cheque_text: "Write the reference on its back. An e-mail tells you when your credits are there." / "Notez la référence au dos. Un e-mail vous dira quand vos crédits seront là.";
        part_received(amount): "{amount} came in so far." / "Déjà reçu : {amount}.";
        paid_title[n, credits]: "{credits} credit is yours" | "{credits} credits are yours" / "{credits} crédit est à vous" | "{credits} crédits sont à vous";
        paid_text: "Thank you. They are in your balance, and your invoice is ready." / "Merci. Ils sont dans votre solde, et votre facture est prête.";
        partly_refunded: "The rest of this purchase was refunded: the credit note is below." / "Le reste de cet achat a été remboursé : l’avoir est ci-dessous.";
        now_paid: "Your payment has arrived: your credits are there." / "Votre paiement est arrivé : vos crédits sont là.";
        refused_title: "The payment was refused" / "Le paiement a été refusé";
        refused_text: "Nothing was credited." / "Rien n’a été crédité.";
        reason(reason): "Reason: {reason}" / "Motif : {reason}";
        card_declined: "the bank declined the card." / "la banque a refusé la carte.";
        insufficient_funds: "the account of the card does not cover it." / "le compte de la carte n’est pas assez approvisionné.";
        expired_card: "the card has expired." / "la carte a expiré.";
        wrong_code: "the bank could not make sure that it was you." / "la banque n’a pas pu vérifier votre identité.";
        amount_differs: "the bank reported another amount than the price; the operator looks into it." / "la banque a annoncé un autre montant que le prix ; l’opérateur vérifie.";
        cancelled_title: "You cancelled this purchase" / "Vous avez annulé cet achat";
        expired_title: "Nobody paid in time" / "Le paiement n’est pas arrivé à temps";
        late_text: "Should its money come all the same, your credits come with it." / "Si l’argent arrivait malgré tout, vos crédits viendraient avec.";
        refunded_title: "This purchase was refunded" / "Cet achat a été remboursé";
        refunded_text: "Its credits were taken back, and a credit note is below." / "Ses crédits ont été repris ; l’avoir est ci-dessous.";
        pay_again: "Try again" / "Réessayer";
        buy_again: "Buy again" / "Acheter à nouveau";
        cancel: "Cancel the purchase" / "Annuler l’achat";
        cancel_question: "Cancel this purchase?" / "Annuler cet achat ?";
        cancel_text: "Do it only if you have not paid. Should money come in all the same, it is credited." / "Ne le faites que si vous n’avez pas payé. Si de l’argent arrivait malgré tout, il serait crédité.";
        cancelled_done: "The purchase is cancelled." / "L’achat est annulé.";
        write: "Write an SMS" / "Écrire un SMS";

        instructions: "How to pay" / "Comment payer";
        example_account: "These bank details and addresses are examples: send no money there." / "Ces coordonnées sont un exemple : n’y envoyez pas d’argent.";
        amount: "Amount" / "Montant";
        payee: "Payee" / "Bénéficiaire";
        iban: "IBAN" / "IBAN";
        bic: "BIC" / "BIC";
        bank: "Bank" / "Banque";
        address: "Send it to" / "À envoyer à";
        copy_reference: "Copy the reference" / "Copier la référence";
        copy_iban: "Copy the IBAN" / "Copier l’IBAN";
        copy_amount: "Copy the amount" / "Copier le montant";

        details: "Details" / "Détails";
        pack_bought: "Pack" / "Pack";
        unit_price: "Price of a credit" / "Prix du crédit";
        credited: "Credited" / "Crédités";
        received: "Received" / "Reçu";
        surplus: "Owed to you" / "Trop-perçu";
        ordered: "Ordered on" / "Commandé le";
        paid_on: "Paid on" / "Payé le";
        until: "To be paid until" / "À payer avant";

        documents: "Invoices" / "Factures";
        documents_none: "The invoice is here as soon as the purchase is paid." / "La facture sera ici dès que l’achat sera payé.";
        invoice: "Invoice" / "Facture";
        credit_note: "Credit note" / "Avoir";
        download_named(number): "Download {number}" / "Télécharger {number}";
        refunds: "Refunds" / "Remboursements";
        refund_of(amount, credits): "{amount} for {credits} credits" / "{amount} pour {credits} crédits";
        refund_pending: "On its way" / "En cours";
        refund_done: "Paid back" / "Remboursé";
        refund_failed: "Refused by the bank" / "Refusé par la banque";
    }
}

texts! {
    AdminPurchases as admin_purchases {
        lead: "What waits for its money comes first. Confirm what came in, refuse, refund." / "Les paiements attendus d’abord. Confirmez ce qui est arrivé, refusez, remboursez.";
        to_confirm: "To confirm" / "À confirmer";
        all: "All" / "Tous";
        to_pay_back: "To pay back" / "À rembourser";
        bank_refused: "Bank refused" / "Refus de la banque";
        search: "Search purchases" / "Rechercher un achat";
        search_placeholder: "Reference, account, e-mail…" / "Référence, compte, e-mail…";
        any_method: "Any payment" / "Tous les paiements";
        nothing_waits: "Nothing to confirm" / "Rien à confirmer";
        nothing_waits_text: "Transfers and cheques to confirm show here." / "Les virements et les chèques à confirmer s’affichent ici.";
        account: "Account" / "Compte";
        buyer: "Buyer" / "Acheteur";
        confirm: "Confirm a payment" / "Confirmer un paiement";
        confirm_title(reference): "Payment for {reference}" / "Paiement de {reference}";
        due(amount): "{amount} is still to be paid." / "Reste à payer : {amount}.";
        received: "Amount that came in" / "Somme reçue";
        received_hint: "In euros, as it stands on the statement." / "En euros, telle que sur le relevé.";
        exact: "Exactly what is due: the credits are there at once, with the invoice." / "Exactement la somme due : les crédits arrivent aussitôt, avec la facture.";
        more(amount): "{amount} more than is due. The pack is credited; the surplus is noted as owed to the buyer." / "{amount} de plus que la somme due. Le pack est crédité ; l’excédent est noté comme dû à l’acheteur.";
        less(amount): "{amount} is missing. What should happen?" / "Il manque {amount}. Que faire ?";
        wait: "Wait for the rest" / "Attendre le reste";
        wait_hint: "The buyer is told what is missing." / "L’acheteur est averti de ce qui manque.";
        credit: "Credit what was paid for" / "Créditer ce qui est payé";
        credit_hint: "Fewer credits, with an invoice of this amount. The purchase is closed." / "Moins de crédits, avec une facture de ce montant. L’achat est clos.";
        confirm_action: "Confirm" / "Confirmer";
        confirmed: "The payment is confirmed." / "Le paiement est confirmé.";
        noted: "The amount is noted; the buyer is told what is missing." / "La somme est notée ; l’acheteur est averti de ce qui manque.";
        refuse: "Refuse" / "Refuser";
        refuse_title: "Refuse this purchase?" / "Refuser cet achat ?";
        reason: "Reason" / "Motif";
        reason_told: "The buyer is told." / "L’acheteur le lira.";
        refuse_action: "Refuse the purchase" / "Refuser l’achat";
        was_refused: "The purchase is refused." / "L’achat est refusé.";
        refund: "Refund" / "Rembourser";
        refund_title: "Refund this purchase" / "Rembourser cet achat";
        refund_text(left): "{left} credits of this purchase can be taken back, no more than the account still has." / "{left} crédits de cet achat peuvent être repris, dans la limite du solde du compte.";
        credits: "Credits to take back" / "Crédits à reprendre";
        credits_hint: "Their share of the price goes back, with a credit note." / "Leur part du prix est rendue, avec un avoir.";
        reason_printed: "The buyer is told, and it stands on the credit note." / "L’acheteur le lira, et il figure sur l’avoir.";
        refund_action: "Refund" / "Rembourser";
        was_refunded: "The credits are taken back and the credit note is issued." / "Les crédits sont repris et l’avoir est émis.";
        settle: "I have paid it back" / "Je l’ai remboursé";
        settled: "The refund is noted as paid." / "Le remboursement est noté comme payé.";
        owed: "Owed to the buyer" / "Trop-perçu, dû à l’acheteur";
        not_enough: "The account no longer has that many credits." / "Le compte n’a plus autant de crédits.";
    }
}
