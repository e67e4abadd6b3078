//! Templates: what is a field, what stays, what an empty field leaves behind.

use std::collections::BTreeMap;

use sms::{Fields, Message, Template, compose};

const ADA: Fields<'static> = Fields {
    last_name: "Lovelace",
    first_name: "Ada",
    email: "ada@example.org",
    company: "Analytical & Co",
    own: None,
};

fn render(text: &str) -> String {
    Template::parse(text).render_to_string(&ADA)
}

fn render_for_nobody(text: &str) -> String {
    Template::parse(text).render_to_string(&Fields::default())
}

#[test]
fn fields() {
    let cases = [
        ("$nom $prenom $email $societe", "Lovelace Ada ada@example.org Analytical & Co"),
        ("$last_name $first_name $email $company", "Lovelace Ada ada@example.org Analytical & Co"),
        ("$name", "Lovelace"),
        ("$NOM, $Prénom, $Société, $pre\u{301}nom", "Lovelace, Ada, Analytical & Co, Ada"),
        ("${nom}s ${ prenom }", "Lovelaces Ada"),
        ("$prenom's, $nom.", "Ada's, Lovelace."),
        ("$prenom$nom", "AdaLovelace"),
        ("_$nom_", "_Lovelace_"),
        ("${prenom|client}", "Ada"),
    ];
    for (written, sent) in cases {
        assert_eq!(render(written), sent, "{written:?}");
    }
}

#[test]
fn what_is_no_field_stays() {
    let cases = [
        "",
        "Bonjour",
        "5$",
        "$5",
        "$ 5",
        "5 $ et 10 $",
        "$",
        "$$",
        "$$$",
        "$$nom",
        "$$$nom",
        "$$ {nom}",
        "$-",
        "$_",
        "$.nom",
        "${nom",
        "${}",
        "${ }",
        "${|x}",
        "${5}",
        "${a{b}",
        "${a\nb}",
        "50$US",
        "A$AP",
        "$nombre",
        "$nometcie",
        "$prenom2",
        "${inconnu}",
        "$€",
    ];
    for text in cases {
        assert_eq!(render(text), text);
    }
}

#[test]
fn an_empty_field_leaves_no_trace() {
    let cases = [
        ("Bonjour $prenom, à samedi", "Bonjour, à samedi"),
        ("Bonjour $prenom !", "Bonjour !"),
        ("Bonjour $prenom\u{A0}!", "Bonjour !"),
        ("Hello $prenom!", "Hello!"),
        ("Bonjour $prenom $nom, ok", "Bonjour, ok"),
        ("Bonjour $prenom $nom ok", "Bonjour ok"),
        ("Bonjour $prenom$nom ok", "Bonjour ok"),
        ("Bonjour $prenom", "Bonjour"),
        ("$prenom, votre commande", "votre commande"),
        ("$prenom : votre commande", "votre commande"),
        ("$prenom $nom", ""),
        ("A\n$prenom B", "A\nB"),
        ("A $prenom\nB", "A\nB"),
        ("A\n$societe\nB", "A\nB"),
        ("A\r\n$societe\r\nB", "A\r\nB"),
        ("A\n$societe", "A"),
        ("$societe\nB", "B"),
        ("($prenom)", "()"),
        ("a$prenom b", "a b"),
        ("A ${prenom|} B", "A B"),
        ("A ${prenom|client}.", "A client."),
        ("Total $prenom.50", "Total.50"),
    ];
    for (written, sent) in cases {
        assert_eq!(render_for_nobody(written), sent, "{written:?}");
    }
}

#[test]
fn only_the_empty_field_is_mended() {
    let bob = Fields { first_name: "Bob", ..Fields::default() };
    let cases =
        [("$nom $prenom", "Bob"), ("Bonjour $nom $prenom  !", "Bonjour Bob  !"), ("A  B $nom C  D", "A  B C  D")];
    for (written, sent) in cases {
        assert_eq!(Template::parse(written).render_to_string(&bob), sent, "{written:?}");
    }
}

#[test]
fn values_are_data() {
    let tricky = Fields { last_name: "$prenom ${email} $$", first_name: "  ", ..ADA };
    let template = Template::parse("$nom|${prenom|client}|");
    assert_eq!(template.render_to_string(&tricky), "$prenom ${email} $$|client|");
}

#[test]
fn own_fields() {
    let own = BTreeMap::from([("Date de RDV".to_owned(), "samedi".to_owned()), ("ville".to_owned(), String::new())]);
    let person = Fields { own: Some(&own), ..ADA };
    let text = "$date_de_rdv ${date de rdv} a ${VILLE|Paris} $absent $foo";
    let template = Template::parse(text).with_own(["Date de RDV", "Ville", "Absent"]);
    assert_eq!(template.render_to_string(&person), "samedi samedi a Paris $foo");
    assert_eq!(template.unknown([""; 0]), ["foo"]);
    assert_eq!(Template::parse(text).unknown(["ville"]), ["date_de_rdv", "absent", "foo"]);
    // Not told of the account's fields: what the person has is replaced, the rest stays.
    assert_eq!(Template::parse("$ville$absent|").render_to_string(&person), "$absent|");
}

#[test]
fn plain_or_not() {
    for plain in ["", "Bonjour", "5 $", "$$nom", "${"] {
        assert!(Template::parse(plain).is_plain(), "{plain:?}");
    }
    for personal in ["$nom", "${foo|x}", "$inconnu"] {
        assert!(!Template::parse(personal).is_plain(), "{personal:?}");
    }
}

#[test]
fn one_buffer_serves_many() {
    let template = Template::parse("Bonjour $prenom");
    let mut out = "what was there".to_owned();
    template.render(&ADA, &mut out);
    assert_eq!(out, "Bonjour Ada");
}

#[test]
fn what_is_composed_is_what_leaves() {
    let template = Template::parse("Cher $prenom,\r\n\t5 €\0");
    assert_eq!(compose(&template, &ADA), "Cher Ada,\n 5 €");

    // The name decides whether the sign still fits.
    let template = Template::parse(&("$prenom €".to_owned() + &"a".repeat(154)));
    let short = Message::compose(&template, &ADA);
    assert!(!short.euro_replaced && short.text.contains('€'));
    assert_eq!(short.measure.units, 160);
    let longer = Message::compose(&template, &Fields { first_name: "Adam", ..ADA });
    assert!(longer.euro_replaced && !longer.text.contains('€'));
    assert_eq!((longer.measure.units, longer.measure.parts.get()), (160, 1));
}

#[test]
fn a_literal_says_what_is_written() {
    let own = ["Pointure".to_owned()];
    for (text, literal) in [
        ("Take $prenom, ${nom|x} and $Stop", "Take $$prenom, $${nom|x} and $$Stop"),
        ("$pointure $surnom ${surnom|x}", "$$pointure $surnom $${surnom|x}"),
        ("5 $, $5, $$nom, ${, $", "5 $, $5, $$nom, ${, $"),
    ] {
        assert_eq!(Template::parse(text).with_own(&own).literal(), literal);
        let rendered = Template::parse(literal).with_own(&own).with_opt_out("link").render_to_string(&ADA);
        assert_eq!(rendered, literal, "it says the same to everybody");
    }
}

#[test]
fn the_link_that_ends_it_all() {
    let link = "https://sms.example.org/o/00000000000";
    for written in ["Stop : $stop.", "Stop : ${Lien STOP}.", "Stop : $opt_out."] {
        let template = Template::parse(written).with_opt_out(link);
        assert!(template.asks_opt_out() && !template.is_plain() && template.unknown([""; 0]).is_empty());
        assert_eq!(template.render_to_string(&ADA), format!("Stop : {link}."));
    }
    let plain = Template::parse("STOP au 36179, 5 $, $$stop, $stopper").with_opt_out(link);
    assert!(!plain.asks_opt_out());
    // To a number that is nobody's, every other field stays as it is written.
    let single = Template::parse("$nom ${prenom|client} $$stop ${stop} $").with_opt_out(link);
    assert_eq!(single.replace_opt_out(), format!("$nom ${{prenom|client}} $$stop {link} $"));
    // An own field of that name is not asked.
    let own = BTreeMap::from([("stop".to_owned(), "mine".to_owned())]);
    let person = Fields { own: Some(&own), ..ADA };
    assert_eq!(Template::parse("$stop").with_own(["stop"]).with_opt_out(link).render_to_string(&person), link);
}

#[test]
fn fields_are_found_where_they_are_written() {
    let template = Template::parse("é $prenom, ${nom|client} : 5 $ et $$nom, $Ville");
    let found: Vec<(&str, &str)> = template.fields().map(|(range, name)| (&template.source()[range], name)).collect();
    assert_eq!(found, [("$prenom", "prenom"), ("${nom|client}", "nom"), ("$Ville", "Ville")]);
}
