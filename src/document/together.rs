//! Keeps signatures on the page of the text they are given for. A word processor breaks pages itself, so the
//! paragraphs before the signatures are chained to them.

use unicode_width::UnicodeWidthStr;

use super::finish::{OF_PARAGRAPH, put, text_of};
use super::tree::{Element, Node};

/// The style of the paragraphs in the table of signatures.
const SIGNATURE: &str = "Sign";
/// The style of the lines below it: the seal and the day.
const BELOW: &str = "Date";
/// How many lines of text stand with signatures, at least.
const LINES: usize = 2;
/// How many empty rows a table has at most below its last entry.
const EMPTY_ROWS: usize = 3;
/// A text of that many half-width characters takes two lines in the font of texts, and in any of our fonts.
const TWO_LINES_OF_TEXT: usize = 70;
const TWO_LINES: usize = 90;
/// A page of text is about that many half-width characters.
const A_PAGE: usize = 1800;
/// The room for the rows of signatures on a page with text, and the height of one of them, in twips.
const ROOM: usize = 10_600;
const ROW: usize = 540;
/// The least height of a row, which leaves room to write.
const LEAST_ROW: usize = 360;

/// Chains the signatures of a document to each other and to the text before them.
pub(super) fn keep_together(root: &mut Element) {
    let body = root.children.iter_mut().find_map(|node| match node {
        Node::Element(body) if body.is("w:body") => Some(body),
        _ => None,
    });
    let Some(body) = body else { return };
    let mut blocks: Vec<&mut Element> = body
        .children
        .iter_mut()
        .filter_map(|node| match node {
            Node::Element(block) if block.is("w:p") || block.is("w:tbl") => Some(block),
            _ => None,
        })
        .collect();
    for at in 0..blocks.len() {
        let signed = is_signed(blocks[at]);
        if !signed && !is_sealed(&blocks[..=at]) {
            continue;
        }
        let below = blocks[at + 1..].iter().take_while(|block| style(block) == BELOW).count();
        if signed || below > 0 {
            lower_rows(blocks[at]);
            keep(blocks[at]);
        }
        // The last one is kept by those before it.
        blocks[at + 1..at + below.max(1)].iter_mut().for_each(|block| keep(block));
        let mut lines = 0;
        for block in blocks[..at].iter_mut().rev() {
            // A receipt stands below the seal of its letter.
            if lines >= LINES || is_signed(block) || style(block) == BELOW || (signed && is_a_page(block)) {
                break;
            }
            lines += kept_lines(block, LINES - lines);
        }
    }
}

/// Whether it is a table of signatures.
fn is_signed(block: &Element) -> bool {
    block.is("w:tbl") && paragraphs(block).iter().any(|paragraph| style(paragraph) == SIGNATURE)
}

/// Whether the last of the blocks is a seal or a day that stands below text, without signatures.
fn is_sealed(blocks: &[&mut Element]) -> bool {
    let [.., before, last] = blocks else { return false };
    style(last) == BELOW && style(before) != BELOW && !is_signed(before)
}

fn style(paragraph: &Element) -> &str {
    let style = paragraph.child("w:pPr").and_then(|properties| properties.child("w:pStyle"));
    style.and_then(|style| style.attribute("w:val")).unwrap_or_default()
}

fn paragraphs(element: &Element) -> Vec<&Element> {
    if element.is("w:p") {
        return vec![element];
    }
    element.elements().flat_map(paragraphs).collect()
}

/// Keeps every paragraph of a block with the next one.
fn keep(block: &mut Element) {
    if block.is("w:p") {
        with_child(block, "w:pPr", |properties| {
            put(properties, Element::new("w:keepNext"), &OF_PARAGRAPH);
            // At least two lines of a paragraph go along; some templates switch that off.
            put(properties, Element::new("w:widowControl"), &OF_PARAGRAPH);
        });
        return;
    }
    for node in &mut block.children {
        if let Node::Element(child) = node {
            keep(child);
        }
    }
}

/// Whether it is a paragraph longer than a page: LibreOffice tears the signatures apart when it is kept with them.
fn is_a_page(block: &Element) -> bool {
    block.is("w:p") && text_of(block).width() >= A_PAGE
}

/// Whether it is a line to write on.
fn is_ruled(paragraph: &Element) -> bool {
    paragraph.elements().any(|run| run.is("w:r") && run.child("w:tab").is_some())
}

/// Keeps as many lines at the end of a block as are needed; returns how many there are.
fn kept_lines(block: &mut Element, needed: usize) -> usize {
    if block.is("w:p") {
        let closes = block.child("w:pPr").is_some_and(|properties| properties.child("w:keepNext").is_some());
        keep(block);
        let text = text_of(block);
        let width = text.trim().width();
        return match style(block) {
            // What the template itself keeps with the signatures only closes the text.
            _ if closes => 0,
            "FormTitle" | "Head" | "Side" => 0,
            "Text" if width >= TWO_LINES_OF_TEXT => 2,
            _ if width >= TWO_LINES => 2,
            _ => usize::from(width > 0 || is_ruled(block)),
        };
    }
    let rows = block.children.iter_mut().rev().filter_map(|node| match node {
        Node::Element(row) if row.is("w:tr") => Some(row),
        _ => None,
    });
    let mut lines = 0;
    for row in rows.take(needed + EMPTY_ROWS) {
        if lines >= needed {
            break;
        }
        keep(row);
        let is_filled = paragraphs(row).into_iter().any(|paragraph| !text_of(paragraph).trim().is_empty());
        lines += usize::from(is_filled);
    }
    lines
}

/// Lowers the rows of many signatures, so that they fit on a page with text.
fn lower_rows(table: &mut Element) {
    let count = table.elements().filter(|row| row.is("w:tr")).count();
    let height = (ROOM / count.max(1)).max(LEAST_ROW);
    if height >= ROW {
        return;
    }
    for node in &mut table.children {
        let Node::Element(row) = node else { continue };
        if row.child("w:trPr").is_some_and(|properties| properties.child("w:trHeight").is_some()) {
            with_child(row, "w:trPr", |properties| {
                with_child(properties, "w:trHeight", |rule| rule.set("w:val", &height.to_string()));
            });
        }
    }
}

/// Changes the child of that name; a new one, the first of all, where there is none.
fn with_child(element: &mut Element, name: &str, change: impl FnOnce(&mut Element)) {
    if element.child(name).is_none() {
        element.children.insert(0, Node::Element(Element::new(name)));
    }
    let found = element.children.iter_mut().find_map(|node| match node {
        Node::Element(child) if child.is(name) => Some(child),
        _ => None,
    });
    if let Some(child) = found {
        change(child);
    }
}
