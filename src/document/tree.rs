//! The XML of a docx part as a tree that keeps only what forms need: elements, attributes and text.

use std::fmt::Write as _;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The deepest nesting allowed: more than any word processor writes, and safe for recursion.
const MOST_DEPTH: usize = 200;

/// An element with its content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// With its prefix: `w:p`.
    pub name: String,
    /// Names and values; the values stay escaped as in the file.
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

/// A child of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Element(Element),
    /// Unescaped text.
    Text(String),
    /// A placeholder, by its index in the list of those found.
    Tag(usize),
}

/// Why a part cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum XmlError {
    /// Not well formed at that line.
    Malformed(u64),
    /// Nested too deeply.
    TooDeep,
}

/// The XML declaration before the first element.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

impl Element {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// An element with one attribute, whose value needs no escape.
    pub(super) fn with(name: &str, attribute: &str, value: &str) -> Self {
        Self { attributes: vec![(attribute.to_owned(), value.to_owned())], ..Self::new(name) }
    }

    pub(super) fn is(&self, name: &str) -> bool {
        self.name == name
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn set(&mut self, name: &str, value: &str) {
        self.attributes.retain(|(known, _)| known != name);
        self.attributes.push((name.to_owned(), value.to_owned()));
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            _ => None,
        })
    }

    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.is(name))
    }

    /// Parses a part.
    pub(super) fn parse(xml: &str) -> Result<Self, XmlError> {
        let mut reader = Reader::from_str(xml);
        // The stack of open elements, the document itself first.
        let mut open = vec![Self::default()];
        let read = read_all(&mut reader, &mut open);
        let lines = |at: u64| {
            let upto = usize::try_from(at).unwrap_or(usize::MAX).min(xml.len());
            xml.as_bytes().iter().take(upto).filter(|byte| **byte == b'\n').count() as u64 + 1
        };
        match read {
            Err(Stop::TooDeep) => return Err(XmlError::TooDeep),
            Err(Stop::Malformed) => return Err(XmlError::Malformed(lines(reader.buffer_position()))),
            Ok(()) => {}
        }
        let malformed = XmlError::Malformed(lines(xml.len() as u64));
        let document = if open.len() == 1 { open.pop() } else { None }.ok_or(malformed)?;
        let mut roots = document.children.into_iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            _ => None,
        });
        match (roots.next(), roots.next()) {
            (Some(root), None) => Ok(root),
            _ => Err(malformed),
        }
    }

    /// Writes the part; `tag` gives the text of each placeholder.
    pub(super) fn write(&self, tag: &impl Fn(usize) -> String) -> String {
        let mut out = String::from(DECLARATION);
        self.write_into(&mut out, tag);
        out
    }

    fn write_into(&self, out: &mut String, tag: &impl Fn(usize) -> String) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            for c in value.chars() {
                match c {
                    '"' => out.push_str("&quot;"),
                    c => push_safe(out, c),
                }
            }
            out.push('"');
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for node in &self.children {
            match node {
                Node::Element(element) => element.write_into(out, tag),
                Node::Text(text) => escape(out, text),
                Node::Tag(number) => out.push_str(&tag(*number)),
            }
        }
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }
}

/// Escapes text for XML. Braces are written as numeric references, since the template engine reads the part
/// next and must see only the placeholders; so are line ends, because errors are located by line.
pub(super) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => push_safe(out, c),
        }
    }
}

fn push_safe(out: &mut String, c: char) {
    match c {
        '{' | '}' | '\n' | '\r' | '\t' => {
            // Writing to a string cannot fail.
            let _ = write!(out, "&#{};", u32::from(c));
        }
        c => out.push(c),
    }
}

/// Why reading stopped.
enum Stop {
    Malformed,
    TooDeep,
}

fn read_all(reader: &mut Reader<&[u8]>, open: &mut Vec<Element>) -> Result<(), Stop> {
    loop {
        match reader.read_event().map_err(|_| Stop::Malformed)? {
            Event::Start(start) => {
                if open.len() > MOST_DEPTH {
                    return Err(Stop::TooDeep);
                }
                open.push(begun(&start)?);
            }
            Event::Empty(start) => {
                let element = begun(&start)?;
                put(open, Node::Element(element))?;
            }
            Event::End(_) => {
                let element = open.pop().ok_or(Stop::Malformed)?;
                put(open, Node::Element(element))?;
            }
            Event::Text(text) => put_text(open, &text.xml10_content())?,
            Event::CData(text) => put_text(open, &text)?,
            Event::GeneralRef(reference) => {
                let named = match &*reference {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => reference.resolve_char_ref().map_err(|_| Stop::Malformed)?,
                };
                put_text(open, named.ok_or(Stop::Malformed)?.encode_utf8(&mut [0; 4]))?;
            }
            // A document type could declare anything; no word processor writes one.
            Event::DocType(_) => return Err(Stop::Malformed),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Eof => return Ok(()),
        }
    }
}

fn begun(start: &BytesStart<'_>) -> Result<Element, Stop> {
    let mut element = Element::new(start.name().as_ref());
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| Stop::Malformed)?;
        element.attributes.push((attribute.key.as_ref().to_owned(), attribute.value.into_owned()));
    }
    Ok(element)
}

fn put(open: &mut [Element], node: Node) -> Result<(), Stop> {
    open.last_mut().ok_or(Stop::Malformed)?.children.push(node);
    Ok(())
}

/// Appends text, joining it to text that precedes it.
fn put_text(open: &mut [Element], text: &str) -> Result<(), Stop> {
    let children = &mut open.last_mut().ok_or(Stop::Malformed)?.children;
    if let Some(Node::Text(known)) = children.last_mut() {
        known.push_str(text);
    } else {
        children.push(Node::Text(text.to_owned()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_not_xml_is_told_with_its_line() {
        for (xml, line) in [("<a>\n<b>\n</a>", 3), ("<a/>\n<b/>", 2), ("", 1), ("<a>&nothing;</a>", 1)] {
            assert_eq!(Element::parse(xml), Err(XmlError::Malformed(line)), "{xml}");
        }
        let deep = "<a>".repeat(100_000);
        assert_eq!(Element::parse(&deep), Err(XmlError::TooDeep));
    }

    proptest! {
        #[test]
        fn text_comes_through(text in "[\\PC\\n]{0,40}", value in "\\PC{0,20}") {
            // Would catch an escape that is missing, or made twice.
            let mut escaped = String::new();
            escape(&mut escaped, &text);
            let mut attribute = String::new();
            escape(&mut attribute, &value);
            let attribute = attribute.replace('"', "&quot;");
            let xml = format!("<w:t a=\"{attribute}\">{escaped}</w:t>");
            let element = Element::parse(&xml).unwrap();
            let written = element.write(&|_| String::new());
            prop_assert_eq!(Element::parse(&written).unwrap(), element.clone());
            let read: String = element.children.iter().map(|node| match node {
                Node::Text(text) => text.as_str(),
                _ => "",
            }).collect();
            prop_assert_eq!(read, text);
        }
    }
}
