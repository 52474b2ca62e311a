//! A workbook that is a package of parts in a zip, and its parts of XML.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Seek};

use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::{Error as XmlError, Reader, XmlVersion};
use zip::ZipArchive;
use zip::read::ZipFile;

use super::limits::{ENTRIES, Guarded, Unpacked, large_part, part_failed};
use crate::ledger::error::ReadError;

/// Elements within each other; more are no document.
const DEEPEST: usize = 256;

pub(super) fn damaged(error: &dyn std::fmt::Display) -> ReadError {
    ReadError::Damaged(error.to_string())
}

/// The parts of a package.
pub(super) struct Package<R> {
    zip: ZipArchive<R>,
    /// The index of each part by its name in small letters: some programs write other letters or `\`.
    at: HashMap<String, usize>,
    left: Unpacked,
}

/// The unpacked bytes of a part.
pub(super) type Bytes<'a, R> = BufReader<ZipFile<'a, R>>;

impl<R: Read + Seek> Package<R> {
    pub(super) fn open(source: R) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(source).map_err(|error| damaged(&error))?;
        if zip.len() > ENTRIES {
            return Err(large_part("zip", 1));
        }
        let names = zip.file_names().enumerate();
        let at = names.filter_map(|(at, name)| Some((folded(&name.ok()?), at))).collect();
        Ok(Self { zip, at, left: Unpacked::new() })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.at.contains_key(&folded(name))
    }

    /// A part; none where there is none of that name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Guarded<Bytes<'_, R>>>, ReadError> {
        let Some(at) = self.at.get(&folded(name)) else { return Ok(None) };
        let file = self.zip.by_index(*at).map_err(|error| damaged(&error))?;
        Ok(Some(Guarded::new(BufReader::with_capacity(65_536, file), self.left.clone())))
    }

    /// A part of XML.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<Xml<Bytes<'_, R>>>, ReadError> {
        Ok(self.part(name)?.map(|part| Xml::new(part, name)))
    }

    /// The relations of a part: by their ids the kind, which is the last word of the type, and the name of the part.
    pub(super) fn relations(&mut self, of: &str) -> Result<HashMap<String, (String, String)>, ReadError> {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let mut found = HashMap::new();
        let Some(mut xml) = self.xml(&format!("{prefix}_rels/{file}.rels"))? else { return Ok(found) };
        while let Some(node) = xml.next()? {
            let Node::Begin(element, _) = node else { continue };
            if element.local_name().as_ref() != "Relationship" {
                continue;
            }
            let of = |name| attribute(&element, name);
            if let (Some(id), Some(target), Some(kind)) = (of("Id"), of("Target"), of("Type")) {
                let target = target.replace('\\', "/");
                let target = match target.strip_prefix('/') {
                    Some(whole) => whole.to_owned(),
                    None => format!("{prefix}{target}"),
                };
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                found.insert(id, (kind, target));
            }
        }
        Ok(found)
    }
}

fn folded(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// Whether an element is closed later or is empty.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Form {
    Open,
    Closed,
}

/// What comes next in a part of XML.
pub(super) enum Node<'a> {
    Begin(BytesStart<'a>, Form),
    End(BytesEnd<'a>),
    Text(Cow<'a, str>),
    /// A comment or a declaration.
    Other,
}

/// A part of XML, read piece by piece.
pub(super) struct Xml<R: BufRead> {
    reader: Reader<Guarded<R>>,
    buffer: Vec<u8>,
    depth: usize,
    name: String,
}

impl<R: BufRead> Xml<R> {
    pub(super) fn new(part: Guarded<R>, name: &str) -> Self {
        let mut reader = Reader::from_reader(part);
        reader.config_mut().check_end_names = false;
        Self { reader, buffer: Vec::new(), depth: 0, name: name.to_owned() }
    }

    /// The next piece; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<Node<'_>>, ReadError> {
        self.buffer.clear();
        self.reader.get_mut().begin();
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|error| match error {
            XmlError::Io(error) => part_failed(&error, &self.name),
            error => ReadError::Damaged(format!("{}: {error}", self.name)),
        })?;
        Ok(Some(match event {
            Event::Start(element) => {
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(ReadError::Damaged(self.name.clone()));
                }
                Node::Begin(element, Form::Open)
            }
            Event::Empty(element) => Node::Begin(element, Form::Closed),
            Event::End(element) => {
                self.depth = self.depth.saturating_sub(1);
                Node::End(element)
            }
            Event::Text(text) => Node::Text(text.xml10_content().into_owned().into()),
            Event::CData(text) => Node::Text(text.xml10_content().into_owned().into()),
            Event::GeneralRef(name) => Node::Text(resolved(&name).into()),
            Event::Eof => return Ok(None),
            _ => Node::Other,
        }))
    }

    /// The part ended in the middle.
    pub(super) fn is_cut(&self) -> ReadError {
        ReadError::Damaged(self.name.clone())
    }

    /// Reads on to the end of an element whose beginning was read.
    pub(super) fn skip(&mut self, name: &str) -> Result<(), ReadError> {
        let mut depth = 1;
        while depth > 0 {
            match self.next()? {
                Some(Node::Begin(element, Form::Open)) if element.local_name().as_ref() == name => depth += 1,
                Some(Node::End(ended)) if ended.local_name().as_ref() == name => depth -= 1,
                None => return Err(self.is_cut()),
                _ => {}
            }
        }
        Ok(())
    }
}

fn resolved(name: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return c.to_string();
    }
    quick_xml::escape::resolve_predefined_entity(name).unwrap_or_default().to_owned()
}

/// An attribute, whatever its prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found =
        attributes.with_checks(false).flatten().find(|found| found.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

/// A number in an attribute.
pub(super) fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.trim().parse().ok()
}

/// Whether an attribute says yes.
pub(super) fn flag(element: &BytesStart<'_>, name: &str) -> bool {
    attribute(element, name).is_some_and(|flag| matches!(flag.trim(), "1" | "true" | "on"))
}
