//! The templates the program brings. Their bodies are files beside this one, in the XML a word processor writes, so
//! that they can be read and compared; styles, page and footer are the same for all.

use super::package::{BODY, Package};
use super::tree::DECLARATION;
use crate::domain::form::FormKind;

/// The XML before a body.
const OPEN: &str = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>";
const CLOSE: &str = "</w:body></w:document>";

/// Pieces that several bodies share: a body includes one by `<use piece="parties"/>`. Other attributes replace
/// what the piece names with a `$`: `role="申请人"` replaces `$role`.
const PIECES: &[(&str, &str)] = &[
    ("parties", include_str!("templates/pieces/parties.xml")),
    ("dispute", include_str!("templates/pieces/dispute.xml")),
    ("terms", include_str!("templates/pieces/terms.xml")),
    ("ruled", include_str!("templates/pieces/ruled.xml")),
    ("day", include_str!("templates/pieces/day.xml")),
    ("signing", include_str!("templates/pieces/signing.xml")),
    ("signs", include_str!("templates/pieces/signs.xml")),
    ("nobody_signs", include_str!("templates/pieces/nobody_signs.xml")),
    ("party_signs", include_str!("templates/pieces/party_signs.xml")),
    ("agents_sign", include_str!("templates/pieces/agents_sign.xml")),
    ("each", include_str!("templates/pieces/each.xml")),
];

const TYPES: &str = include_str!("templates/shared/content_types.xml");
const RELATIONS: &str = include_str!("templates/shared/relations.xml");
const DOCUMENT_RELATIONS: &str = include_str!("templates/shared/document_relations.xml");
const STYLES: &str = include_str!("templates/shared/styles.xml");
const SETTINGS: &str = include_str!("templates/shared/settings.xml");
const FONTS: &str = include_str!("templates/shared/fonts.xml");
const FOOTER: &str = include_str!("templates/shared/footer.xml");
/// A4 upright, the binding margin at the left.
const PAGE: &str = include_str!("templates/shared/page.xml");
/// The same without a page number.
const COVER_PAGE: &str = include_str!("templates/shared/cover_page.xml");

const fn body(kind: FormKind) -> &'static str {
    match kind {
        FormKind::Cover => include_str!("templates/cover.xml"),
        FormKind::Contents => include_str!("templates/contents.xml"),
        FormKind::Application => include_str!("templates/application.xml"),
        FormKind::Registration => include_str!("templates/registration.xml"),
        FormKind::Authorisation => include_str!("templates/authorisation.xml"),
        FormKind::Declined => include_str!("templates/declined.xml"),
        FormKind::Notice => include_str!("templates/notice.xml"),
        FormKind::Investigation => include_str!("templates/investigation.xml"),
        FormKind::Evidence => include_str!("templates/evidence.xml"),
        FormKind::Session => include_str!("templates/session.xml"),
        FormKind::Agreement => include_str!("templates/agreement.xml"),
        FormKind::OralAgreement => include_str!("templates/oral_agreement.xml"),
        FormKind::Termination => include_str!("templates/termination.xml"),
        FormKind::ReferralLetter => include_str!("templates/referral_letter.xml"),
        FormKind::Performance => include_str!("templates/performance.xml"),
        FormKind::Visit => include_str!("templates/visit.xml"),
        FormKind::Confirmation => include_str!("templates/confirmation.xml"),
        FormKind::ClosingReport => include_str!("templates/closing_report.xml"),
        FormKind::Statement => include_str!("templates/statement.xml"),
        FormKind::BackCover => include_str!("templates/back_cover.xml"),
    }
}

/// The built-in template of a form.
pub(super) fn package(kind: FormKind) -> Package {
    let page = if matches!(kind, FormKind::Cover | FormKind::BackCover) { COVER_PAGE } else { PAGE };
    package_of(packed(&format!("{OPEN}{}{page}{CLOSE}", with_pieces(body(kind)))))
}

/// A page without a number, with that XML as its body.
pub(super) fn page_of(body: &str) -> Package {
    package_of(format!(
        "{DECLARATION}{OPEN}{body}{}{CLOSE}",
        COVER_PAGE.lines().map(str::trim).collect::<String>()
    ))
}

fn package_of(document: String) -> Package {
    let parts = [
        ("[Content_Types].xml", packed(TYPES)),
        ("_rels/.rels", packed(RELATIONS)),
        (BODY, document),
        ("word/_rels/document.xml.rels", packed(DOCUMENT_RELATIONS)),
        ("word/styles.xml", packed(STYLES)),
        ("word/settings.xml", packed(SETTINGS)),
        ("word/fontTable.xml", packed(FONTS)),
        ("word/footer1.xml", packed(FOOTER)),
    ];
    Package { parts: parts.into_iter().map(|(name, xml)| (name.to_owned(), xml.into_bytes())).collect() }
}

/// A body, or a piece, with the pieces that it includes.
fn with_pieces(text: &str) -> String {
    const OPEN: &str = "<use ";
    let Some((before, rest)) = text.split_once(OPEN) else { return text.to_owned() };
    let (attributes, after) = rest.split_once("/>").unwrap_or((rest, ""));
    let mut attributes: Vec<(&str, &str)> =
        attributes.split("\" ").filter_map(|one| one.trim_matches([' ', '"']).split_once("=\"")).collect();
    // A name that begins like another is replaced after it.
    attributes.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let wanted = attributes.iter().find(|(name, _)| *name == "piece").map_or("", |(_, piece)| *piece);
    let piece = PIECES.iter().find(|(name, _)| *name == wanted).map_or("", |(_, piece)| *piece);
    let filled = attributes
        .iter()
        .fold(piece.to_owned(), |piece, (name, value)| piece.replace(&format!("${name}"), value));
    format!("{before}{}{}", with_pieces(&filled), with_pieces(after))
}

/// The XML without line ends and comments, which are only for people who read the source.
fn packed(xml: &str) -> String {
    let mut out = String::from(DECLARATION);
    let mut rest = xml;
    while let Some((before, after)) = rest.split_once("<!--") {
        out.extend(before.lines().map(str::trim));
        rest = after.split_once("-->").map_or("", |(_, behind)| behind);
    }
    out.extend(rest.lines().map(str::trim));
    out
}
