//! A docx as a zip of parts.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::text::document::Fault;

/// The largest template file in MB: it is exchanged with the records of the office.
const MOST_PACKED: u64 = 2;
/// The largest unpacked size in MB.
const MOST_UNPACKED: u64 = 20;
/// The most parts in a file; a long form with pictures has a few dozen.
const MOST_PARTS: usize = 500;
const MB: u64 = 1_048_576;

/// The part that holds the text.
pub(super) const BODY: &str = "word/document.xml";
/// The part that lists the content types of the others.
const TYPES: &str = "[Content_Types].xml";

/// The parts of a docx, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Package {
    pub parts: Vec<(String, Vec<u8>)>,
}

impl Package {
    /// Unpacks a file.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Fault> {
        if bytes.len() as u64 > MOST_PACKED * MB {
            return Err(Fault::TooLarge(MOST_PACKED));
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::NotADocx)?;
        if archive.len() > MOST_PARTS {
            return Err(Fault::UnpackedTooLarge(MOST_UNPACKED));
        }
        let mut package = Self::default();
        let mut left = MOST_UNPACKED * MB;
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).map_err(|_| Fault::NotADocx)?;
            if file.is_dir() {
                continue;
            }
            let name = file.name().map_err(|_| Fault::NotADocx)?.into_owned();
            let mut content = Vec::new();
            // The sizes that a zip declares may be false: only the unpacked bytes count.
            let size = file.by_ref().take(left + 1).read_to_end(&mut content).map_err(|_| Fault::NotADocx)?;
            left = left.checked_sub(size as u64).ok_or(Fault::UnpackedTooLarge(MOST_UNPACKED))?;
            package.parts.push((name, content));
        }
        for part in [TYPES, BODY] {
            if !package.parts.iter().any(|(name, _)| name == part) {
                return Err(Fault::NoPart(part.to_owned()));
            }
        }
        Ok(package)
    }

    /// Packs the parts; the same parts give the same bytes.
    pub(super) fn write(&self) -> zip::result::ZipResult<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        for (name, content) in &self.parts {
            zip.start_file(name.as_str(), options)?;
            zip.write_all(content)?;
        }
        Ok(zip.finish()?.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let parts = parts.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
        Package { parts }.write().unwrap()
    }

    #[test]
    fn what_is_no_docx_is_refused() {
        // Would catch a bomb that is unpacked before it is measured.
        assert_eq!(Package::read(b"PK not at all"), Err(Fault::NotADocx));
        assert_eq!(Package::read(&vec![0; 3 * 1_048_576]), Err(Fault::TooLarge(2)));
        let bomb = packed(&[(TYPES, b"<Types/>"), (BODY, &vec![b' '; 30 * 1_048_576])]);
        assert!(bomb.len() < 1_048_576);
        assert_eq!(Package::read(&bomb), Err(Fault::UnpackedTooLarge(20)));
        assert_eq!(Package::read(&packed(&[(TYPES, b"")])), Err(Fault::NoPart(BODY.to_owned())));
        let mut cut = packed(&[(TYPES, b"<Types/>"), (BODY, b"<a/>")]);
        cut.truncate(cut.len() / 2);
        assert_eq!(Package::read(&cut), Err(Fault::NotADocx));
    }
}
