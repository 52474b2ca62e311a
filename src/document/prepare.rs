//! Prepares a part of a template, as a word processor saved it, for the template engine.
//!
//! A word processor splits text over runs arbitrarily, so each placeholder is first joined in the run where
//! it begins. Block tags are then moved out of their run, and where they stand alone also out of their
//! paragraph and row, so that a loop repeats a paragraph or a row and leaves no empty line. A block must end
//! in the element where it begins; else the result would not be well-formed XML.

use std::cell::RefCell;

use super::tags::{self, TagKind};
use super::tree::{Element, Node, XmlError};
use crate::text::document::{Fault, FaultPlace, PartOf, TemplateFault};

/// How many characters of a paragraph an error quotes.
const TOLD: usize = 24;

/// A part, ready to be filled.
#[derive(Debug, Clone)]
pub(super) struct Prepared {
    /// The source for the template engine; each placeholder begins a line.
    pub source: String,
    /// The placeholders in the order of their lines, the first one in line 2.
    pub tags: Vec<Tag>,
}

/// A placeholder.
#[derive(Debug, Clone)]
pub(super) struct Tag {
    pub kind: TagKind,
    pub inner: String,
    pub place: FaultPlace,
}

impl Tag {
    pub(super) fn fault(&self, what: Fault) -> TemplateFault {
        TemplateFault { what, place: Some(self.place.clone()) }
    }
}

impl Prepared {
    /// The placeholder on that line of the source.
    pub(super) fn at_line(&self, line: usize) -> Option<&Tag> {
        self.tags.get(line.saturating_sub(2))
    }
}

/// Prepares a part.
pub(super) fn prepare(xml: &[u8], name: &str, part: PartOf) -> Result<Prepared, TemplateFault> {
    let broken = |what| TemplateFault { what, place: None };
    let text = std::str::from_utf8(xml).map_err(|_| broken(Fault::BadXml(name.to_owned(), 1)))?;
    let mut root = Element::parse(text.trim_start_matches('\u{feff}')).map_err(|error| {
        broken(match error {
            XmlError::Malformed(line) => Fault::BadXml(name.to_owned(), line),
            XmlError::TooDeep => Fault::TooDeep(name.to_owned()),
        })
    })?;
    let mut part = PartTags { part, paragraphs: 0, tags: Vec::new() };
    tidy(&mut root);
    part.find(&mut root)?;
    part.out_of_runs(&mut root);
    part.out_of_paragraphs(&mut root);
    part.check(&root)?;
    let order = RefCell::new(Vec::new());
    let source = root.write(&|number| {
        let Some(tag) = part.tags.get(number) else { return String::new() };
        order.borrow_mut().push(number);
        match tag.kind {
            TagKind::Slot => format!("{{{{\n{} }}}}", tag.inner),
            _ => format!("{{%\n{} %}}", tag.inner),
        }
    });
    // The declaration gets a line of its own, which would shift all others.
    let source = source.replacen('\n', " ", 1);
    let tags = order.into_inner().into_iter().filter_map(|number| part.tags.get(number).cloned()).collect();
    Ok(Prepared { source, tags })
}

/// Removes what only the writing word processor needs, and what must not occur twice.
fn tidy(element: &mut Element) {
    const NOISE: [&str; 4] = ["w:proofErr", "w:bookmarkStart", "w:bookmarkEnd", "w:lastRenderedPageBreak"];
    element.attributes.retain(|(name, _)| {
        !name.starts_with("w:rsid") && !matches!(name.as_str(), "w14:paraId" | "w14:textId")
    });
    element
        .children
        .retain(|node| !matches!(node, Node::Element(child) if NOISE.contains(&child.name.as_str())));
    for child in &mut element.children {
        if let Node::Element(child) = child {
            tidy(child);
        }
    }
}

/// The placeholders found in a part while it is prepared.
struct PartTags {
    part: PartOf,
    paragraphs: usize,
    tags: Vec<Tag>,
}

impl PartTags {
    /// Finds the placeholders of every paragraph and puts each into the run where it begins.
    fn find(&mut self, element: &mut Element) -> Result<(), TemplateFault> {
        if element.is("w:p") {
            self.paragraphs += 1;
            self.find_in_paragraph(element)?;
        }
        for child in &mut element.children {
            if let Node::Element(child) = child {
                self.find(child)?;
            }
        }
        Ok(())
    }

    fn find_in_paragraph(&mut self, paragraph: &mut Element) -> Result<(), TemplateFault> {
        let mut texts = Vec::new();
        texts_of(paragraph, &mut texts);
        // Each character with the index of its run.
        let owned: Vec<(usize, char)> =
            texts.iter().enumerate().flat_map(|(run, text)| text.chars().map(move |c| (run, c))).collect();
        let chars: Vec<char> = owned.iter().map(|(_, c)| *c).collect();
        let place = |range: &std::ops::Range<usize>| FaultPlace {
            part: self.part,
            paragraph: self.paragraphs,
            text: told(&chars),
            tag: told(chars.get(range.clone()).unwrap_or_default()),
        };
        let found =
            tags::find(&chars).map_err(|(range, what)| TemplateFault { what, place: Some(place(&range)) })?;
        let mut pieces: Vec<Vec<Node>> = vec![Vec::new(); texts.len()];
        let mut at = 0;
        for tag in found {
            push_text(&mut pieces, owned.get(at..tag.range.start).unwrap_or_default());
            if tag.kind != TagKind::Comment {
                let run = owned.get(tag.range.start).map_or(0, |(run, _)| *run);
                let known = Tag { kind: tag.kind, inner: tag.inner, place: place(&tag.range) };
                if let Some(run) = pieces.get_mut(run) {
                    run.push(Node::Tag(self.tags.len()));
                    self.tags.push(known);
                }
            }
            at = tag.range.end;
        }
        push_text(&mut pieces, owned.get(at..).unwrap_or_default());
        put_back(paragraph, &mut pieces.into_iter());
        Ok(())
    }

    fn is_block(&self, number: usize) -> bool {
        self.tags.get(number).is_some_and(|tag| tag.kind.is_block())
    }

    /// Moves block tags out of their runs.
    fn out_of_runs(&self, element: &mut Element) {
        let children = std::mem::take(&mut element.children);
        for node in children {
            match node {
                Node::Element(run) if run.is("w:r") => {
                    element.children.extend(self.split(run));
                }
                Node::Element(mut child) => {
                    self.out_of_runs(&mut child);
                    element.children.push(Node::Element(child));
                }
                other => element.children.push(other),
            }
        }
    }

    /// Splits a run into the runs and tags it consists of.
    fn split(&self, run: Element) -> Vec<Node> {
        let Element { name, attributes, children } = run;
        let properties =
            children.iter().find(|node| matches!(node, Node::Element(one) if one.is("w:rPr"))).cloned();
        let mut parts = Vec::new();
        let mut content: Vec<Node> = Vec::new();
        let flush = |content: &mut Vec<Node>, parts: &mut Vec<Node>| {
            if !content.is_empty() {
                let children = properties.iter().cloned().chain(content.drain(..)).collect();
                parts.push(Node::Element(Element {
                    name: name.clone(),
                    attributes: attributes.clone(),
                    children,
                }));
            }
        };
        for node in children {
            let Node::Element(mut child) = node else { continue };
            if child.is("w:rPr") {
                continue;
            }
            if !child.is("w:t") {
                // A text box has paragraphs of its own.
                self.out_of_runs(&mut child);
                content.push(Node::Element(child));
                continue;
            }
            let mut text: Vec<Node> = Vec::new();
            for piece in child.children {
                match piece {
                    Node::Tag(number) if self.is_block(number) => {
                        content.extend(text_element(std::mem::take(&mut text)));
                        flush(&mut content, &mut parts);
                        parts.push(Node::Tag(number));
                    }
                    piece => text.push(piece),
                }
            }
            content.extend(text_element(text));
        }
        flush(&mut content, &mut parts);
        parts
    }

    /// Moves block tags that are alone in a paragraph, or in all cells of a row, to its place.
    fn out_of_paragraphs(&self, element: &mut Element) {
        for child in &mut element.children {
            if let Node::Element(child) = child {
                self.out_of_paragraphs(child);
            }
        }
        let children = std::mem::take(&mut element.children);
        for node in children {
            match node {
                Node::Element(child) if child.is("w:p") || child.is("w:tr") => {
                    let mut tags = Vec::new();
                    if only_tags(&child, &mut tags) && !tags.is_empty() {
                        element.children.extend(tags.into_iter().map(Node::Tag));
                    } else {
                        element.children.push(Node::Element(child));
                    }
                }
                other => element.children.push(other),
            }
        }
    }

    /// Checks that each block ends in the element where it begins.
    fn check(&self, element: &Element) -> Result<(), TemplateFault> {
        let mut open: Vec<(&'static str, &Tag)> = Vec::new();
        for node in &element.children {
            match node {
                Node::Element(child) => self.check(child)?,
                Node::Text(_) => {}
                Node::Tag(number) => {
                    let Some(tag) = self.tags.get(*number) else { continue };
                    match tag.kind {
                        TagKind::Opens(what) => open.push((what, tag)),
                        TagKind::Divides if open.is_empty() => return Err(tag.fault(Fault::NeverBegun)),
                        TagKind::Ends(what) => match open.pop() {
                            Some((opened, _)) if opened == what => {}
                            Some((_, opened)) => return Err(opened.fault(Fault::NeverEnded)),
                            None => return Err(tag.fault(Fault::NeverBegun)),
                        },
                        _ => {}
                    }
                }
            }
        }
        open.pop().map_or(Ok(()), |(_, tag)| Err(tag.fault(Fault::NeverEnded)))
    }
}

/// Whether an element contains only block tags and invisible content; collects the tags.
fn only_tags(element: &Element, tags: &mut Vec<usize>) -> bool {
    element.children.iter().all(|node| match node {
        Node::Tag(number) => {
            tags.push(*number);
            true
        }
        Node::Text(text) => text.trim().is_empty(),
        Node::Element(child) if child.name.ends_with("Pr") || child.name.ends_with("PrEx") => true,
        // Drawings, fields and breaks are content; so is a slot in a text.
        Node::Element(child) if child.is("w:t") => {
            child.children.iter().all(|node| matches!(node, Node::Text(text) if text.trim().is_empty()))
        }
        Node::Element(child) => {
            matches!(child.name.as_str(), "w:p" | "w:r" | "w:tc" | "w:ins" | "w:smartTag" | "w:hyperlink")
                && only_tags(child, tags)
        }
    })
}

/// Collects the texts of a paragraph by run; nested paragraphs of a text box are not included.
fn texts_of(element: &Element, texts: &mut Vec<String>) {
    for child in element.elements().filter(|child| !child.is("w:p")) {
        if child.is("w:t") {
            let mut text = String::new();
            for node in &child.children {
                if let Node::Text(part) = node {
                    // A line end in the XML is white space like any other.
                    text.extend(part.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }));
                }
            }
            texts.push(text);
        } else {
            texts_of(child, texts);
        }
    }
}

/// Replaces the texts of a paragraph by new content, in the same order.
fn put_back(element: &mut Element, pieces: &mut impl Iterator<Item = Vec<Node>>) {
    for node in &mut element.children {
        let Node::Element(child) = node else { continue };
        if child.is("w:p") {
            continue;
        }
        if child.is("w:t") {
            child.set("xml:space", "preserve");
            child.children = pieces.next().unwrap_or_default();
        } else {
            put_back(child, pieces);
        }
    }
}

fn push_text(pieces: &mut [Vec<Node>], chars: &[(usize, char)]) {
    for (run, c) in chars {
        let Some(piece) = pieces.get_mut(*run) else { continue };
        if let Some(Node::Text(text)) = piece.last_mut() {
            text.push(*c);
        } else {
            piece.push(Node::Text(c.to_string()));
        }
    }
}

fn text_element(pieces: Vec<Node>) -> Option<Node> {
    let mut element = Element::with("w:t", "xml:space", "preserve");
    element.children = pieces;
    (!element.children.is_empty()).then_some(Node::Element(element))
}

/// The beginning of a text, to quote in an error.
fn told(chars: &[char]) -> String {
    let text: String = chars.iter().take(TOLD).collect();
    let cut = if chars.len() > TOLD { "…" } else { "" };
    format!("{}{cut}", text.trim())
}
