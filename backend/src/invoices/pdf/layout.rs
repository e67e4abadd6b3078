//! Where everything of an invoice stands: the seller and the title, the facts and the buyer, the line, the sums, the mentions,
//! and the foot of each page. Names and addresses of any length push down what follows them, if need be to another page.

use openapi::Euros;
use openapi::accounts::Locale;
use openapi::invoices::InvoiceKind;

use super::super::document::{Category, Document};
use super::super::words;
use super::fonts::{Fonts, Weight};
use super::sheet::{Align, BOTTOM, Color, Column, Cursor, LEFT, RIGHT, Role, Sheet, Style, TOP};
use crate::exports::say;

const INK: Color = [0x1d, 0x24, 0x29];
const FAINT: Color = [0x5c, 0x66, 0x6d];
const LINE: Color = [0xd5, 0xdb, 0xde];
/// The product's accent.
const ACCENT: Color = [0x0d, 0x5c, 0x6f];
const WARNING: Color = [0x8a, 0x4b, 0x00];
const WARNING_GROUND: Color = [0xff, 0xf1, 0xd6];

const BODY: Style = Style::new(Weight::Regular, 9.0, INK);
const STRONG: Style = Style::new(Weight::Bold, 9.0, INK);
const LABEL: Style = Style::new(Weight::Regular, 8.0, FAINT);
const SMALL: Style = Style::new(Weight::Regular, 7.5, FAINT);
const NAME: Style = Style::new(Weight::Bold, 13.0, INK);
const TITLE: Style = Style::new(Weight::Regular, 24.0, ACCENT);
const NUMBER: Style = Style::new(Weight::Bold, 11.0, INK);
const TOTAL: Style = Style::new(Weight::Bold, 12.0, INK);
const FOOT: Style = Style::new(Weight::Regular, 6.8, FAINT);
const BANNER: Style = Style::new(Weight::Bold, 9.0, WARNING);

const FULL: f32 = RIGHT - LEFT;
/// Two columns with a gutter between.
const HALF: f32 = (FULL - 28.0) / 2.0;
const SECOND: f32 = RIGHT - HALF;
/// What the facts' labels take.
const LABELS: f32 = 96.0;

/// The columns of the line, from the right: net, VAT, unit price, quantity; the rest is what was sold.
const NUMBERS: [f32; 4] = [86.0, 58.0, 80.0, 88.0];

struct Pen<'a> {
    document: &'a Document,
    locale: Locale,
    fonts: &'a Fonts,
    sheet: Sheet,
}

pub fn lay_out(document: &Document, locale: Locale, fonts: &Fonts) -> Sheet {
    let mut pen = Pen { document, locale, fonts, sheet: Sheet::default() };
    let mut at = Cursor { page: 0, y: TOP };
    pen.banner(&mut at);
    pen.head(&mut at);
    at.y += 26.0;
    pen.parties(&mut at);
    at.y += 28.0;
    pen.line(&mut at);
    at.y += 14.0;
    pen.sums(&mut at);
    at.y += 26.0;
    pen.mentions(&mut at);
    pen.feet();
    pen.sheet
}

impl Pen<'_> {
    fn say(&self, words: (&'static str, &'static str)) -> &'static str {
        say(self.locale, words)
    }

    fn write(&mut self, at: &mut Cursor, column: Column, style: Style, text: &str) {
        self.sheet.write(self.fonts, at, column, style, Role::Paragraph, text);
    }

    /// The example's documents say so before anything else.
    fn banner(&mut self, at: &mut Cursor) {
        if !self.document.told.seller.example {
            return;
        }
        self.sheet.fill(*at, LEFT, FULL, BANNER.line() + 12.0, WARNING_GROUND);
        at.y += 6.0;
        let column = Column::new(LEFT + 8.0, FULL - 16.0, Align::Center);
        self.write(at, column, BANNER, words::without_value(self.locale));
        at.y += 26.0;
    }

    /// The seller on the left, what this is on the right.
    fn head(&mut self, at: &mut Cursor) {
        let document = self.document;
        let seller = &document.told.seller;
        let (mut left, mut right) = (*at, *at);
        let own = Column::new(LEFT, HALF, Align::Left);
        let opposite = Column::new(SECOND, HALF, Align::Right);
        let title = words::title(document, self.locale);
        self.sheet.write(self.fonts, &mut right, opposite, TITLE, Role::Title, title);
        self.write(&mut right, opposite, NUMBER, &document.number);
        left.y += 6.0;
        self.write(&mut left, own, NAME, &seller.name);
        left.y += 2.0;
        let place = format!("{} {}", seller.postal_code, seller.city);
        let vat = match seller.vat_number.as_str() {
            "" => String::new(),
            number => format!("{} {number}", self.say(("VAT number", "N° de TVA"))),
        };
        let land = self.land(&seller.country);
        for lines in [seller.address.as_str(), &place, &land, &seller.phone, &seller.email, &vat] {
            self.write(&mut left, own, LABEL, lines);
        }
        *at = left.later(right);
    }

    /// The facts on the left, the buyer on the right.
    fn parties(&mut self, at: &mut Cursor) {
        let (mut left, mut right) = (*at, *at);
        self.facts(&mut left);
        self.buyer(&mut right);
        if right.page == at.page {
            self.sheet.fill(*at, SECOND, 2.0, right.y - at.y, ACCENT);
        }
        *at = left.later(right);
    }

    fn facts(&mut self, at: &mut Cursor) {
        let (document, locale) = (self.document, self.locale);
        let issued = words::day(document.date, locale);
        let delivered = words::day(document.paid_on(), locale);
        let mut facts = vec![(self.say(("Date of issue", "Date d’émission")), issued)];
        if document.kind() == InvoiceKind::Invoice {
            facts.push((self.say(("Date of supply", "Date de prestation")), delivered));
        }
        if let Some(of) = &document.of {
            facts.push((self.say(("Invoice", "Facture")), of.number.clone()));
        }
        if !document.reference.is_empty() {
            facts.push((self.say(("Reference", "Référence")), document.reference.clone()));
        }
        facts.push((self.say(("Account", "Compte")), document.told.buyer.account_id.clone()));
        for (label, value) in facts {
            // On the value's line, whose letters are larger.
            let mut same = Cursor { y: at.y + BODY.drop() - LABEL.drop(), ..*at };
            self.write(&mut same, Column::new(LEFT, LABELS, Align::Left), LABEL, label);
            self.write(at, Column::new(LEFT + LABELS, HALF - LABELS, Align::Left), BODY, &value);
            at.y += 3.0;
        }
    }

    fn buyer(&mut self, at: &mut Cursor) {
        let buyer = &self.document.told.buyer;
        let column = Column::new(SECOND + 14.0, HALF - 14.0, Align::Left);
        self.write(at, column, LABEL, self.say(("Billed to", "Facturé à")));
        at.y += 2.0;
        let person = if buyer.company.is_empty() { "" } else { buyer.name.as_str() };
        let place = format!("{} {}", buyer.postal_code, buyer.city);
        let vat = match buyer.vat_number.as_str() {
            "" => String::new(),
            number => format!("{} {number}", self.say(("VAT number", "N° de TVA"))),
        };
        self.write(at, column, Style { size: 10.0, ..STRONG }, buyer.called());
        let land = self.land(&buyer.country);
        for lines in [person, &buyer.address, &place, &land, &vat] {
            self.write(at, column, BODY, lines);
        }
    }

    /// A letter names the country where it is not the same on both sides.
    fn land(&self, code: &str) -> String {
        let told = &self.document.told;
        if told.seller.country == told.buyer.country { String::new() } else { words::country(code, self.locale) }
    }

    /// The one line, under its heads.
    fn line(&mut self, at: &mut Cursor) {
        const TABLE: usize = 0;
        let (document, locale) = (self.document, self.locale);
        let price = &document.told.price;
        let heads = [
            self.say(("Description", "Désignation")),
            self.say(("Quantity", "Quantité")),
            self.say(("Unit price, net", "Prix unitaire HT")),
            self.say(("VAT", "TVA")),
            self.say(("Amount, net", "Montant HT")),
        ];
        let rate = match document.category() {
            Category::NotSubject => "–".to_owned(),
            _ => words::percent(price.vat_rate, locale),
        };
        let cells = [
            words::item(document, locale).to_owned(),
            words::credits(document.told.credits, locale),
            words::euros(price.unit_price, locale),
            rate,
            words::euros(price.net, locale),
        ];
        at.make_room(60.0);
        self.row(at, LABEL, &heads.map(str::to_owned), Role::ColumnHead { table: TABLE, row: 0 });
        at.y += 4.0;
        self.sheet.fill(*at, LEFT, FULL, 0.8, INK);
        at.y += 6.0;
        self.row(at, BODY, &cells, Role::Cell { table: TABLE, row: 1 });
        at.y += 7.0;
        self.sheet.fill(*at, LEFT, FULL, 0.5, LINE);
    }

    fn row(&mut self, at: &mut Cursor, style: Style, cells: &[String; 5], role: Role) {
        let [net, vat, unit, quantity] = NUMBERS;
        let widths = [FULL - NUMBERS.iter().sum::<f32>(), quantity, unit, vat, net];
        let (mut x, mut end) = (LEFT, *at);
        for (place, (text, width)) in cells.iter().zip(widths).enumerate() {
            let align = if place == 0 { Align::Left } else { Align::Right };
            let mut cell = *at;
            self.sheet.write(self.fonts, &mut cell, Column::new(x, width, align), style, role, text);
            end = end.later(cell);
            x += width;
        }
        *at = end;
    }

    /// The sums on the right, how it was settled on the left.
    fn sums(&mut self, at: &mut Cursor) {
        let (document, locale) = (self.document, self.locale);
        let price = &document.told.price;
        at.make_room(96.0);
        let (mut left, mut right) = (*at, *at);
        let rate = words::percent(price.vat_rate, locale);
        let rate = if document.category() == Category::NotSubject { "" } else { rate.as_str() };
        let vat = format!("{} {rate}", self.say(("VAT", "TVA")));
        self.sum(&mut right, 0, BODY, self.say(("Total, net", "Total HT")), price.net);
        self.sum(&mut right, 1, BODY, &vat, price.vat);
        right.y += 3.0;
        self.sheet.fill(right, SECOND, HALF, 0.8, ACCENT);
        right.y += 5.0;
        self.sum(&mut right, 2, TOTAL, self.say(("Total", "Total TTC")), price.total);
        if document.kind() == InvoiceKind::Invoice {
            self.sum(&mut right, 3, BODY, self.say(("Paid", "Payé")), price.total);
            self.sum(&mut right, 4, STRONG, self.say(("To be paid", "Reste à payer")), Euros::ZERO);
        }
        let column = Column::new(LEFT, HALF, Align::Left);
        self.write(&mut left, column, STRONG, &words::settled(document, locale));
        for words in [words::takes_back(document, locale), self.reason()].into_iter().flatten() {
            left.y += 4.0;
            self.write(&mut left, column, BODY, &words);
        }
        if let Some(words) = words::vat_mention(document, locale) {
            left.y += 4.0;
            self.write(&mut left, column, BODY, words);
        }
        *at = left.later(right);
    }

    fn reason(&self) -> Option<String> {
        let reason = &self.document.told.reason;
        (!reason.is_empty()).then(|| format!("{}{reason}", self.say(("Reason: ", "Motif\u{a0}: "))))
    }

    fn sum(&mut self, at: &mut Cursor, row: usize, style: Style, label: &str, amount: Euros) {
        const TABLE: usize = 1;
        let mut same = *at;
        let label_column = Column::new(SECOND, HALF / 2.0, Align::Left);
        self.sheet.write(self.fonts, &mut same, label_column, style, Role::RowHead { table: TABLE, row }, label);
        let amount = words::euros(amount, self.locale);
        let column = Column::new(SECOND + HALF / 2.0, HALF / 2.0, Align::Right);
        self.sheet.write(self.fonts, at, column, style, Role::Cell { table: TABLE, row }, &amount);
        at.y += 2.0;
    }

    /// What the law asks for, at the bottom of the last page.
    fn mentions(&mut self, at: &mut Cursor) {
        let mut mentions: Vec<String> = Vec::new();
        if self.document.kind() == InvoiceKind::Invoice {
            let asked = words::payment_mentions(self.document, self.locale);
            mentions.extend(asked.into_iter().map(|mention| mention.text));
        }
        mentions.push(
            self.say((
                "Electronic invoice: the data of this document (Factur-X, EN 16931) are attached to this PDF.",
                "Facture électronique : les données de ce document (Factur-X, EN 16931) sont jointes à ce PDF.",
            ))
            .to_owned(),
        );
        let column = Column::new(LEFT, FULL, Align::Left);
        let wrapped = |text: &String| self.fonts.wrap(SMALL.weight, SMALL.size, text, FULL).len();
        let lines: usize = mentions.iter().map(wrapped).sum();
        // A page has a few dozen lines: a float holds their number exactly.
        #[allow(clippy::cast_precision_loss)]
        let height = lines as f32 * SMALL.line();
        at.make_room(height);
        at.y = at.y.max(BOTTOM - height);
        for mention in mentions {
            self.write(at, column, SMALL, &mention);
        }
    }

    /// Who sells, and which page this is.
    fn feet(&mut self) {
        const PAGE: f32 = 90.0;
        let pages = self.sheet.pages();
        let line = words::seller_line(self.document, self.locale);
        for page in 0..pages {
            let mut at = Cursor { page, y: BOTTOM + 14.0 };
            self.sheet.fill(at, LEFT, FULL, 0.5, LINE);
            at.y += 6.0;
            let number = format!("{}  ·  {}/{pages}", self.document.number, page + 1);
            self.foot(at, Column::new(RIGHT - PAGE, PAGE, Align::Right), &number);
            self.foot(at, Column::new(LEFT, FULL - PAGE - 12.0, Align::Left), &line);
        }
    }

    /// The foot stands below where text may flow.
    fn foot(&mut self, mut at: Cursor, column: Column, text: &str) {
        let above = Cursor { y: TOP, ..at };
        let mut flow = above;
        let before = self.sheet.marks.len();
        self.sheet.write(self.fonts, &mut flow, column, FOOT, Role::Decoration, text);
        at.y -= above.y;
        self.sheet.marks.iter_mut().skip(before).for_each(|mark| mark.lower(at.y));
    }
}
