//! Draws laid out pages with `krilla`, tags them, and attaches the data.

use std::num::NonZeroU16;

use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};
use krilla::{Document as Pdf, SerializeSettings};
use openapi::accounts::Locale;

use super::super::document::Document;
use super::super::words;
use super::fonts::Fonts;
use super::sheet::{Color, HEIGHT, LEFT, Mark, Op, Role, Sheet, TOP, WIDTH};
use super::{PdfError, XML_NAME};
use crate::exports::say;

pub fn paint(
    document: &Document,
    locale: Locale,
    fonts: &Fonts,
    sheet: &Sheet,
    xml: Vec<u8>,
) -> Result<Vec<u8>, PdfError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A3_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_| PdfError::Geometry)?;
    let mut pdf =
        Pdf::new_with(SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() });
    let title = format!("{} {}", words::title(document, locale), document.number);
    let mut marks = Vec::new();
    for page in 0..sheet.pages() {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT).ok_or(PdfError::Geometry)?;
        let mut page_of_pdf = pdf.start_page_with(settings);
        let mut surface = page_of_pdf.surface();
        for mark in sheet.marks.iter().filter(|mark| mark.page == page) {
            let identifier = surface.start_tagged(tag_of(mark));
            mark.ops.iter().for_each(|op| draw(&mut surface, fonts, op));
            surface.end_tagged();
            marks.push((mark.role, identifier));
        }
    }
    pdf.set_tag_tree(structure(&title, marks));
    let mut outline = Outline::new();
    let start = krilla::destination::XyzDestination::new(0, Point::from_xy(LEFT, TOP));
    outline.push_child(OutlineNode::new(title.clone(), start));
    pdf.set_outline(outline);
    let made = moment(document);
    pdf.set_metadata(
        Metadata::new()
            .title(title)
            .authors(vec![document.told.seller.name.clone()])
            .language(say(locale, ("en", "fr")).to_owned())
            .creator("Chappe".to_owned())
            .producer("Chappe, krilla".to_owned())
            .document_id(document.id.to_string())
            .creation_date(made),
    );
    pdf.embed_file(EmbeddedFile {
        path: XML_NAME.to_owned(),
        mime_type: MimeType::new("text/xml"),
        description: Some(
            say(locale, ("Factur-X data of this document", "Données Factur-X de ce document")).to_owned(),
        ),
        association_kind: AssociationKind::Alternative,
        data: xml.into(),
        modification_date: Some(made),
        compress: Some(true),
        location: None,
    });
    pdf.finish().map_err(PdfError::Refused)
}

/// When it was issued, in UTC; not when the PDF is made, so that the same document gives the same bytes.
fn moment(document: &Document) -> DateTime {
    let at = jiff::Timestamp::from_millisecond(document.issued_at.millis()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let at = at.to_zoned(jiff::tz::TimeZone::UTC);
    let small = |part: i8| u8::try_from(part).unwrap_or_default();
    DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(0)
}

fn tag_of(mark: &Mark) -> ContentTag<'static> {
    match mark.role {
        Role::Decoration => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
        _ => ContentTag::Span(SpanTag::empty()),
    }
}

fn draw(surface: &mut Surface<'_>, fonts: &Fonts, op: &Op) {
    match op {
        Op::Text { x, y, style, run } => {
            surface.set_fill(Some(fill(style.color)));
            let font = fonts.font(run.weight).clone();
            surface.draw_glyphs(Point::from_xy(*x, *y), &run.glyphs, font, &run.text, style.size, false);
        }
        Op::Fill { x, y, width, height, color } => {
            surface.set_fill(Some(fill(*color)));
            let mut path = PathBuilder::new();
            if let Some(rect) = Rect::from_xywh(*x, *y, *width, *height) {
                path.push_rect(rect);
            }
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
    }
}

fn fill([red, green, blue]: Color) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), ..Fill::default() }
}

/// The structure that a screen reader follows: cells come together into rows, rows into their table.
fn structure(title: &str, marks: Vec<(Role, Identifier)>) -> TagTree {
    let mut tree = TagTree::new();
    let mut marks = marks.into_iter().peekable();
    while let Some((role, identifier)) = marks.next() {
        let Some(table) = role.table() else {
            if role != Role::Decoration {
                tree.push(TagGroup::with_children(tag(role, title), vec![identifier.into()]));
            }
            continue;
        };
        let mut rows = vec![(role.row(), vec![cell(role, identifier)])];
        while let Some((role, identifier)) = marks.next_if(|(next, _)| next.table() == Some(table)) {
            match rows.last_mut() {
                Some((row, cells)) if *row == role.row() => cells.push(cell(role, identifier)),
                _ => rows.push((role.row(), vec![cell(role, identifier)])),
            }
        }
        let rows = rows.into_iter().map(|(_, cells)| TagGroup::with_children(Tag::TR, cells).into()).collect();
        tree.push(TagGroup::with_children(Tag::Table, rows));
    }
    tree
}

fn cell(role: Role, identifier: Identifier) -> Node {
    TagGroup::with_children(tag(role, ""), vec![identifier.into()]).into()
}

fn tag(role: Role, title: &str) -> TagKind {
    match role {
        Role::Title => Tag::Hn(NonZeroU16::MIN, Some(title.to_owned())).into(),
        Role::Decoration | Role::Paragraph => Tag::P.into(),
        Role::ColumnHead { .. } => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowHead { .. } => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell { .. } => Tag::TD.into(),
    }
}
