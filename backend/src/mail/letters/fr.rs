//! The letters in French.

use jiff::Zoned;
use openapi::Credits;
use openapi::campaigns::Totals;
use openapi::notices::NoticeKind;

use super::{About, Block, Words, grouped, places, purchases_fr, short, zone_name};
use crate::links::Purpose;
use crate::mail::{Circumstances, Letter};

const DAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

pub fn words(letter: &Letter, about: &About<'_>) -> Words {
    let (subject, pieces) = match letter {
        Letter::Welcome => welcome(about),
        Letter::ConfirmEmail { .. } => confirm_email(about),
        Letter::EmailChangeAsked { new } => email_change_asked(new, about),
        Letter::EmailChanged { new, .. } => email_changed(new, about),
        Letter::PasswordReset(circumstances) => password_reset(circumstances, about),
        Letter::PasswordChanged(circumstances) => password_changed(circumstances, about),
        Letter::SecondFactorEnabled(circumstances) => second_factor_enabled(circumstances, about),
        Letter::SecondFactorRemoved(circumstances) => second_factor_removed(circumstances, about),
        Letter::ApiKeyMade { name, circumstances } => api_key_made(name, circumstances, about),
        Letter::CreditAlert { threshold, balance } => credit_alert(*threshold, *balance, about),
        Letter::Notice { what, name, totals, charged, balance, .. } => {
            notice(*what, name, totals, [*charged, *balance], about)
        }
        Letter::Purchase(letter) => purchases_fr::purchase(letter, about),
    };
    let mut body = vec![says("Bonjour,")];
    body.extend(pieces);
    Words { subject: typeset(&subject), body, footer: footer(about) }
}

pub(super) type Pieces = (String, Vec<Block>);

fn welcome(about: &About<'_>) -> Pieces {
    let body = vec![
        says(&format!(
            "Bienvenue ! Votre compte « {} » est ouvert. Pour envoyer vos premiers messages, confirmez votre adresse e-mail :",
            about.account_id
        )),
        link("Confirmer mon adresse", about),
        says(&format!(
            "Ce lien sert une seule fois, jusqu’au {}. Passé ce délai, connectez-vous pour en recevoir un autre.",
            moment(&about.until(Purpose::ConfirmAccount))
        )),
        says("Si vous n’avez pas ouvert ce compte, ne faites rien : sans confirmation, il ne peut rien envoyer."),
    ];
    ("Confirmez votre adresse e-mail".to_owned(), body)
}

fn confirm_email(about: &About<'_>) -> Pieces {
    let body = vec![
        says(&format!(
            "Vous avez demandé que les e-mails du compte « {} » arrivent à cette adresse. Confirmez-la :",
            about.account_id
        )),
        link("Confirmer cette adresse", about),
        says(&format!(
            "Ce lien sert une seule fois, jusqu’au {}. D’ici là, l’ancienne adresse reste en service.",
            moment(&about.until(Purpose::ConfirmEmail))
        )),
        says("Si vous n’avez rien demandé, ne faites rien : rien ne changera."),
    ];
    ("Confirmez votre nouvelle adresse e-mail".to_owned(), body)
}

fn email_change_asked(new: &str, about: &About<'_>) -> Pieces {
    let body = vec![
        says(&format!(
            "Une nouvelle adresse e-mail a été demandée pour votre compte « {} ». Elle prendra la place de celle-ci quand elle \
             aura été confirmée ; d’ici là, rien ne change.",
            about.account_id
        )),
        Block::Facts(vec![("Nouvelle adresse :", new.to_owned()), ("Quand :", happened(about))]),
        says("Si c’est vous, il n’y a rien à faire ici."),
        says(
            "Sinon, quelqu’un d’autre est entré dans votre compte. Choisissez tout de suite un nouveau mot de passe, ce qui \
             ferme toutes les sessions, puis retirez la nouvelle adresse dans les réglages de votre compte :",
        ),
        link("Choisir un nouveau mot de passe", about),
    ];
    ("Une nouvelle adresse e-mail a été demandée".to_owned(), body)
}

fn email_changed(new: &str, about: &About<'_>) -> Pieces {
    let body = vec![
        says(&format!(
            "L’adresse e-mail de votre compte « {} » a changé. Cette adresse-ci ne recevra plus rien.",
            about.account_id
        )),
        Block::Facts(vec![("Nouvelle adresse :", new.to_owned()), ("Quand :", happened(about))]),
        says("Si c’est vous, il n’y a rien à faire."),
        says(&stolen(about)),
    ];
    ("Votre adresse e-mail a changé".to_owned(), body)
}

fn password_reset(circumstances: &Circumstances, about: &About<'_>) -> Pieces {
    let body = vec![
        says(&format!(
            "Un nouveau mot de passe a été demandé pour votre compte « {} ». Pour le choisir, ouvrez ce lien :",
            about.account_id
        )),
        link("Choisir un nouveau mot de passe", about),
        says(&format!(
            "Ce lien sert une seule fois, jusqu’au {}. Ne le transmettez à personne : il ouvre votre compte.",
            moment(&about.until(Purpose::ResetPassword))
        )),
        facts(circumstances, about),
        says("Si vous n’avez rien demandé, ne faites rien : votre mot de passe reste le même."),
    ];
    ("Choisissez un nouveau mot de passe".to_owned(), body)
}

fn password_changed(circumstances: &Circumstances, about: &About<'_>) -> Pieces {
    let happened = format!(
        "Le mot de passe de votre compte « {} » a été changé, et les autres sessions ont été fermées.",
        about.account_id
    );
    ("Votre mot de passe a été changé".to_owned(), told(&happened, facts(circumstances, about), about))
}

fn second_factor_enabled(circumstances: &Circumstances, about: &About<'_>) -> Pieces {
    let happened = format!(
        "La double authentification de votre compte « {} » est activée : la connexion demande désormais aussi un code de votre \
         application. Gardez vos codes de secours en lieu sûr.",
        about.account_id
    );
    ("Double authentification activée".to_owned(), told(&happened, facts(circumstances, about), about))
}

fn second_factor_removed(circumstances: &Circumstances, about: &About<'_>) -> Pieces {
    let happened = format!(
        "La double authentification de votre compte « {} » a été désactivée : le mot de passe suffit désormais à s’y connecter.",
        about.account_id
    );
    ("Double authentification désactivée".to_owned(), told(&happened, facts(circumstances, about), about))
}

fn api_key_made(name: &str, circumstances: &Circumstances, about: &About<'_>) -> Pieces {
    let mut facts = vec![("Nom de la clé :", name.to_owned())];
    facts.extend(known(circumstances, about));
    let body = vec![
        says(&format!(
            "Une clé d’API a été créée pour votre compte « {} ». Qui la détient agit en votre nom, dans les limites qu’elle a.",
            about.account_id
        )),
        Block::Facts(facts),
        says("Si c’est vous, il n’y a rien à faire. Sinon, révoquez cette clé, puis changez de mot de passe :"),
        link("Voir mes clés d’API", about),
    ];
    ("Nouvelle clé d’API".to_owned(), body)
}

fn credit_alert(threshold: Credits, balance: Credits, about: &About<'_>) -> Pieces {
    let body = vec![
        says(&format!(
            "Le solde de votre compte « {} » est passé sous le seuil d’alerte que vous avez choisi, ou l’a atteint. Les campagnes \
             s’interrompent quand le solde ne suffit plus.",
            about.account_id
        )),
        Block::Facts(vec![
            ("Solde :", credits(balance)),
            ("Seuil d’alerte :", credits(threshold)),
            ("Quand :", happened(about)),
        ]),
        link("Voir mes crédits", about),
        says("Cet e-mail ne revient qu’après un passage du solde au-dessus du seuil."),
    ];
    (format!("Il vous reste {}", credits(balance)), body)
}

/// What happened, and what to do if it was somebody else who did it.
fn told(happened: &str, facts: Block, about: &About<'_>) -> Vec<Block> {
    vec![
        says(happened),
        facts,
        says("Si c’est vous, il n’y a rien à faire."),
        says(
            "Sinon, choisissez tout de suite un nouveau mot de passe, ce qui ferme toutes les sessions, et vérifiez les réglages \
             de sécurité de votre compte :",
        ),
        link("Choisir un nouveau mot de passe", about),
    ]
}

fn notice(
    what: NoticeKind,
    name: &str,
    totals: &Totals,
    [charged, balance]: [Credits; 2],
    about: &About<'_>,
) -> Pieces {
    let (subject, happened_to, todo) = match what {
        NoticeKind::Finished => ("Terminée", "est terminée : chaque message a son état définitif", "Voir le rapport"),
        NoticeKind::Paused => (
            "En pause",
            "a été mise en pause par la plateforme. Plus rien ne part avant que vous ne la repreniez",
            "Voir la campagne",
        ),
        NoticeKind::Asleep => (
            "Attend les heures légales",
            "attend les heures légales et reprendra alors d’elle-même",
            "Voir la campagne",
        ),
        NoticeKind::NoCredit => {
            ("Crédit insuffisant", "est en attente : le solde ne suffit pas pour la suite", "Voir la campagne")
        }
        NoticeKind::Late => (
            "En attente de votre accord",
            "n’a pas pu partir à l’heure prévue. Elle attend votre accord, pour n’écrire à personne au mauvais moment",
            "Voir la campagne",
        ),
    };
    let count = |number: i64| grouped(&number.to_string(), "\u{202f}", ",");
    let mut facts = vec![
        ("Destinataires :", count(totals.recipients)),
        ("Reçus :", count(totals.received)),
        ("Envoyés, non confirmés :", count(totals.sent + totals.delivered_operator)),
        ("Échecs :", count(totals.failed)),
        ("Incertains :", count(totals.uncertain)),
        ("Non envoyés :", count(totals.skipped + totals.cancelled)),
        ("Restent à envoyer :", count(totals.queued)),
    ];
    facts.retain(|(_, number)| number != "0");
    facts.extend([("Débité :", credits(charged)), ("Solde :", credits(balance)), ("Quand :", happened(about))]);
    let body = vec![
        says(&format!("La campagne « {name} » de votre compte « {} » {happened_to}.", about.account_id)),
        Block::Facts(facts),
        link(todo, about),
        says("Les réglages de votre compte disent lesquels de ces e-mails vous recevez."),
    ];
    (format!("{subject} : {}", short(name)), body)
}

/// For the owner of an account whose address somebody else has taken: no link can help there.
fn stolen(about: &About<'_>) -> String {
    match about.contact {
        Some(contact) => {
            format!("Sinon, quelqu’un d’autre tient votre compte : prévenez-nous tout de suite ({contact}).")
        }
        None => "Sinon, quelqu’un d’autre tient votre compte : prévenez tout de suite l’opérateur de la plateforme."
            .to_owned(),
    }
}

fn footer(about: &About<'_>) -> Vec<String> {
    let mut lines = vec![format!("Compte : {}", about.account_id)];
    lines.extend(about.contact.map(|contact| format!("Une question ? {contact}")));
    lines.push("Cet e-mail est parti automatiquement ; personne ne lit les réponses.".to_owned());
    lines.iter().map(|line| typeset(line)).collect()
}

fn facts(circumstances: &Circumstances, about: &About<'_>) -> Block {
    Block::Facts(known(circumstances, about))
}

fn known(circumstances: &Circumstances, about: &About<'_>) -> Vec<(&'static str, String)> {
    let mut facts = vec![("Quand :", moment(&about.zoned(circumstances.at)))];
    facts.extend(places(circumstances, "Adresse réseau :", "Appareil :"));
    facts
}

pub(super) fn says(words: &str) -> Block {
    Block::Says(typeset(words))
}

pub(super) fn link(label: &'static str, about: &About<'_>) -> Block {
    Block::Link { label, url: about.link.to_owned() }
}

pub(super) fn happened(about: &About<'_>) -> String {
    moment(&about.zoned(about.queued_at))
}

/// `dimanche 1er novembre 2026 à 9 h 05 (Europe/Paris)`.
fn moment(at: &Zoned) -> String {
    let weekday = DAYS[usize::try_from(at.weekday().to_monday_zero_offset()).unwrap_or_default()];
    let month = MONTHS[usize::try_from(at.month() - 1).unwrap_or_default()];
    let day = if at.day() == 1 { "1er".to_owned() } else { at.day().to_string() };
    let (hour, minute, year) = (at.hour(), at.minute(), at.year());
    format!("{weekday} {day} {month} {year} à {hour}\u{a0}h\u{a0}{minute:02} ({})", zone_name(at))
}

/// `1,5 crédit`, `12 345 crédits`: French counts from two.
pub(super) fn credits(amount: Credits) -> String {
    let unit = if amount < Credits::whole(2) { "crédit" } else { "crédits" };
    format!("{}\u{a0}{unit}", grouped(&amount.to_string(), "\u{202f}", ","))
}

/// The space before a double sign, and inside quotation marks, does not break.
fn typeset(words: &str) -> String {
    let mut text = words.replace("« ", "«\u{a0}").replace(" »", "\u{a0}»");
    for sign in [" :", " ;", " ?", " !"] {
        text = text.replace(sign, &sign.replace(' ', "\u{a0}"));
    }
    text
}
