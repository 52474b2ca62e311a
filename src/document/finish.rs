//! Turns the output of the template engine into valid word processor XML: draws blanks, breaks lines, and
//! removes what a document may not contain.

use super::blank::{CLOSE, OPEN, Shape};
use super::together::keep_together;
use super::tree::{Element, Node, XmlError};
use crate::text::document::{DAY_SIGNS, TIME_SIGNS};

/// Left and right margins of a cell that sets none, in twips.
const CELL_MARGINS: u32 = 216;
/// The text width where the page sets none, in twips.
const USUAL_WIDTH: u32 = 8306;
/// A no-break space: a blank moves to the next line as a whole and never crosses the margin.
const SPACE: &str = "\u{a0}";

/// The order of the properties of a paragraph (ISO/IEC 29500-1, CT_PPr).
pub(super) const OF_PARAGRAPH: [&str; 37] = [
    "w:pStyle",
    "w:keepNext",
    "w:keepLines",
    "w:pageBreakBefore",
    "w:framePr",
    "w:widowControl",
    "w:numPr",
    "w:suppressLineNumbers",
    "w:pBdr",
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:kinsoku",
    "w:wordWrap",
    "w:overflowPunct",
    "w:topLinePunct",
    "w:autoSpaceDE",
    "w:autoSpaceDN",
    "w:bidi",
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
    "",
];

/// The order of the properties of a run (CT_RPr, as word processors write them).
const OF_RUN: [&str; 40] = [
    "w:rStyle",
    "w:rFonts",
    "w:b",
    "w:bCs",
    "w:i",
    "w:iCs",
    "w:caps",
    "w:smallCaps",
    "w:strike",
    "w:dstrike",
    "w:outline",
    "w:shadow",
    "w:emboss",
    "w:imprint",
    "w:noProof",
    "w:snapToGrid",
    "w:vanish",
    "w:webHidden",
    "w:color",
    "w:spacing",
    "w:w",
    "w:kern",
    "w:position",
    "w:sz",
    "w:szCs",
    "w:highlight",
    "w:u",
    "w:effect",
    "w:bdr",
    "w:shd",
    "w:fitText",
    "w:vertAlign",
    "w:rtl",
    "w:cs",
    "w:em",
    "w:lang",
    "w:eastAsianLayout",
    "w:specVanish",
    "w:oMath",
    "",
];

/// Finishes a part; `width` is that of the text between the margins, in twips.
pub(super) fn finish(xml: &str, width: u32) -> Result<String, XmlError> {
    let mut root = Element::parse(xml)?;
    let place = Place { width: text_width(&root).unwrap_or(width), in_cell: false };
    walk(&mut root, place);
    keep_together(&mut root);
    Ok(root.write(&|_| String::new()))
}

/// The width of the text between the margins, as the last section says.
pub(super) fn text_width(root: &Element) -> Option<u32> {
    let section = root.child("w:body")?.elements().filter(|one| one.is("w:sectPr")).last()?;
    let number =
        |element: &str, name: &str| -> Option<u32> { section.child(element)?.attribute(name)?.parse().ok() };
    let gutter = number("w:pgMar", "w:gutter").unwrap_or(0);
    let margins =
        number("w:pgMar", "w:left")?.checked_add(number("w:pgMar", "w:right")?)?.checked_add(gutter)?;
    number("w:pgSz", "w:w")?.checked_sub(margins)
}

/// The text width where the page is not known, in twips.
pub(super) const fn usual_width() -> u32 {
    USUAL_WIDTH
}

/// The surroundings of an element.
#[derive(Clone, Copy)]
struct Place {
    /// The width available to it, in twips.
    width: u32,
    in_cell: bool,
}

fn walk(element: &mut Element, place: Place) {
    let place = if element.is("w:tc") { within_cell(element, place) } else { place };
    for child in &mut element.children {
        if let Node::Element(child) = child {
            walk(child, place);
        }
    }
    // Word processors report a table without rows, or a cell without a last paragraph, as damaged.
    element.children.retain(
        |node| !matches!(node, Node::Element(table) if table.is("w:tbl") && table.child("w:tr").is_none() && table.child("w:sdt").is_none()),
    );
    if element.is("w:tc") && !matches!(element.children.last(), Some(Node::Element(last)) if last.is("w:p")) {
        element.children.push(Node::Element(Element::new("w:p")));
    }
    if element.is("w:p") {
        paragraph(element, place);
    }
}

fn within_cell(cell: &Element, place: Place) -> Place {
    let own = cell.child("w:tcPr").and_then(|properties| properties.child("w:tcW"));
    let in_twips = own.filter(|width| width.attribute("w:type").is_none_or(|unit| unit == "dxa"));
    let width = in_twips.and_then(|width| width.attribute("w:w")?.parse::<u32>().ok());
    Place { width: width.map_or(place.width, |width| width.saturating_sub(CELL_MARGINS)), in_cell: true }
}

/// Draws the blanks of a paragraph and breaks its lines.
fn paragraph(paragraph: &mut Element, place: Place) {
    let text = text_of(paragraph);
    if !text.contains([OPEN, '\n', '\t']) {
        return;
    }
    let is_alone = text.starts_with(OPEN) && text.find(CLOSE) == Some(text.len() - CLOSE.len_utf8());
    // A cell with nothing else in it is the blank itself.
    let style = if place.in_cell && is_alone { Style::Cell } else { Style::Line };
    runs(paragraph, style);
    if text.contains(&format!("{OPEN}r{CLOSE}")) {
        rule(paragraph, place.width);
    }
}

/// How a blank is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Line,
    Cell,
}

pub(super) fn text_of(element: &Element) -> String {
    let mut text = String::new();
    for child in element.elements().filter(|child| !child.is("w:p")) {
        if child.is("w:t") {
            text.extend(child.children.iter().filter_map(|node| match node {
                Node::Text(text) => Some(text.as_str()),
                _ => None,
            }));
        } else {
            text.push_str(&text_of(child));
        }
    }
    text
}

fn runs(element: &mut Element, style: Style) {
    for node in std::mem::take(&mut element.children) {
        match node {
            Node::Element(run) if run.is("w:r") => element.children.extend(drawn(run, style)),
            // Paragraphs of a text box are finished already.
            Node::Element(mut child) if !child.is("w:p") => {
                runs(&mut child, style);
                element.children.push(Node::Element(child));
            }
            other => element.children.push(other),
        }
    }
}

/// Splits a run into the runs it becomes.
fn drawn(run: Element, style: Style) -> Vec<Node> {
    let mut pen = Pen {
        properties: run.child("w:rPr").cloned(),
        like: run.attributes,
        content: Vec::new(),
        runs: Vec::new(),
        style,
    };
    for node in run.children {
        match node {
            Node::Element(child) if child.is("w:rPr") => {}
            Node::Element(child) if child.is("w:t") => {
                for node in child.children {
                    if let Node::Text(text) = node {
                        pen.write(&text);
                    }
                }
            }
            other => pen.content.push(other),
        }
    }
    pen.end();
    pen.runs
}

struct Pen {
    properties: Option<Element>,
    like: Vec<(String, String)>,
    content: Vec<Node>,
    runs: Vec<Node>,
    style: Style,
}

impl Pen {
    fn write(&mut self, text: &str) {
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(OPEN) {
            self.plain(before);
            let (sign, after) = after.split_once(CLOSE).unwrap_or((after, ""));
            if let Some(shape) = Shape::read(sign) {
                self.blank(shape);
            }
            rest = after;
        }
        self.plain(rest);
    }

    /// Text with its tabs and line ends.
    fn plain(&mut self, text: &str) {
        let mut piece = String::new();
        for c in text.chars() {
            match c {
                '\n' | '\t' => {
                    self.text(&std::mem::take(&mut piece));
                    let sign = if c == '\n' { "w:br" } else { "w:tab" };
                    self.content.push(Node::Element(Element::new(sign)));
                }
                c => piece.push(c),
            }
        }
        self.text(&piece);
    }

    fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.content.push(Node::Element(text_element(text)));
        }
    }

    fn blank(&mut self, shape: Shape) {
        match shape {
            Shape::Line(_) if self.style == Style::Cell => {}
            Shape::Line(width) => self.spaces(width.into()),
            Shape::Box => {}
            Shape::Day => self.signed(&DAY_SIGNS, self.widths(&[8, 4, 4]).as_slice()),
            Shape::Time => self.signed(&TIME_SIGNS, self.widths(&[4, 4]).as_slice()),
            Shape::Ruled => {
                self.end();
                self.content.push(Node::Element(Element::new("w:tab")));
                self.underlined();
            }
        }
    }

    /// The widths, smaller in a cell, which has less room.
    fn widths(&self, widths: &[usize]) -> Vec<usize> {
        let part = if self.style == Style::Cell { 2 } else { 1 };
        widths.iter().map(|width| width / part).collect()
    }

    /// Adds blanks, each with the sign that follows it.
    fn signed(&mut self, signs: &[&str], widths: &[usize]) {
        for (sign, width) in signs.iter().zip(widths) {
            self.spaces(*width);
            self.plain(sign);
        }
    }

    fn spaces(&mut self, width: usize) {
        if self.style == Style::Cell {
            self.plain(&room(width));
            return;
        }
        self.end();
        self.text(&room(width));
        self.underlined();
    }

    /// Ends the run.
    fn end(&mut self) {
        let properties = self.properties.clone();
        self.end_with(properties);
    }

    /// Ends the run and underlines it.
    fn underlined(&mut self) {
        let mut properties = self.properties.clone().unwrap_or_else(|| Element::new("w:rPr"));
        put(&mut properties, Element::with("w:u", "w:val", "single"), &OF_RUN);
        self.end_with(Some(properties));
    }

    fn end_with(&mut self, properties: Option<Element>) {
        if self.content.is_empty() {
            return;
        }
        let children = properties.map(Node::Element).into_iter().chain(self.content.drain(..)).collect();
        self.runs.push(Node::Element(Element {
            name: "w:r".to_owned(),
            attributes: self.like.clone(),
            children,
        }));
    }
}

/// Space for so many half-width characters in handwriting, which needs more than print.
fn room(width: usize) -> String {
    SPACE.repeat(width * 3 / 2)
}

fn text_element(text: &str) -> Element {
    let mut element = Element::with("w:t", "xml:space", "preserve");
    element.children.push(Node::Text(text.to_owned()));
    element
}

/// Adds a tab stop at the right edge for the line, which begins at the left one.
fn rule(paragraph: &mut Element, width: u32) {
    if paragraph.child("w:pPr").is_none() {
        paragraph.children.insert(0, Node::Element(Element::new("w:pPr")));
    }
    let Some(Node::Element(properties)) =
        paragraph.children.iter_mut().find(|node| matches!(node, Node::Element(one) if one.is("w:pPr")))
    else {
        return;
    };
    let mut stop = Element::with("w:tab", "w:val", "right");
    stop.set("w:pos", &width.to_string());
    let mut tabs = Element::new("w:tabs");
    tabs.children.push(Node::Element(stop));
    put(properties, tabs, &OF_PARAGRAPH);
    let mut indent = Element::with("w:ind", "w:firstLineChars", "0");
    indent.set("w:firstLine", "0");
    put(properties, indent, &OF_PARAGRAPH);
}

/// Inserts a property at its place in the order, replacing one of the same name.
pub(super) fn put(properties: &mut Element, property: Element, order: &[&str]) {
    let rank = |name: &str| order.iter().position(|known| *known == name).unwrap_or(order.len());
    let own = rank(&property.name);
    properties.children.retain(|node| !matches!(node, Node::Element(known) if known.name == property.name));
    let at = properties
        .children
        .iter()
        .position(|node| matches!(node, Node::Element(known) if rank(&known.name) > own))
        .unwrap_or(properties.children.len());
    properties.children.insert(at, Node::Element(property));
}
