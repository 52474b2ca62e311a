//! 速查卡: one page to hang beside the screen, as a docx.

use super::built_in::page_of;
use super::tree::escape;
use crate::report::FileError;

/// A block of the card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardBlock {
    /// Its heading.
    pub heading: String,
    /// Its rows: the first two columns are narrow.
    pub rows: Vec<[String; 3]>,
}

/// The widths of the columns, in twentieths of a point; the page has 8900.
const COLUMNS: [u32; 3] = [1800, 1900, 5200];

/// The card as the bytes of a docx.
///
/// # Errors
/// Why it could not be packed.
pub fn quick_card(title: &str, blocks: &[CardBlock]) -> Result<Vec<u8>, FileError> {
    let mut body = String::new();
    paragraph(&mut body, "CardTitle", title);
    for block in blocks {
        paragraph(&mut body, "CardHead", &block.heading);
        table(&mut body, &block.rows);
    }
    let packed = page_of(&body).write();
    packed.map_err(|error| FileError::Io(std::path::PathBuf::new(), std::io::Error::other(error.to_string())))
}

fn paragraph(out: &mut String, style: &str, text: &str) {
    // The sizes are written here: the styles of forms are larger than one page allows.
    let (size, space) = if style == "CardTitle" { (32, 60) } else { (24, 100) };
    let centred = if style == "CardTitle" { "<w:jc w:val=\"center\"/>" } else { "" };
    out.push_str(&format!(
        "<w:p><w:pPr><w:keepNext/><w:spacing w:before=\"{space}\" w:after=\"40\"/>{centred}</w:pPr><w:r><w:rPr>\
         <w:rFonts w:ascii=\"宋体\" w:hAnsi=\"宋体\" w:eastAsia=\"宋体\" w:cs=\"宋体\"/><w:b/><w:sz w:val=\"{size}\"/>\
         <w:szCs w:val=\"{size}\"/></w:rPr><w:t xml:space=\"preserve\">"
    ));
    escape(out, text);
    out.push_str("</w:t></w:r></w:p>");
}

fn table(out: &mut String, rows: &[[String; 3]]) {
    out.push_str(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"8900\" w:type=\"dxa\"/>\
         <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>",
    );
    for width in COLUMNS {
        out.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
    }
    out.push_str("</w:tblGrid>");
    for row in rows {
        out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        let [first, second, third] = row;
        cell(out, first, (COLUMNS[0], ""));
        if second.is_empty() {
            // Nothing between the two: the last takes both columns.
            cell(out, third, (COLUMNS[1] + COLUMNS[2], "<w:gridSpan w:val=\"2\"/>"));
        } else {
            cell(out, second, (COLUMNS[1], ""));
            cell(out, third, (COLUMNS[2], ""));
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
}

fn cell(out: &mut String, text: &str, (width, span): (u32, &str)) {
    out.push_str(&format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}<w:vAlign w:val=\"center\"/></w:tcPr>\
         <w:p><w:pPr><w:spacing w:before=\"40\" w:after=\"40\"/><w:jc w:val=\"left\"/></w:pPr><w:r><w:rPr>\
         <w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/></w:rPr><w:t xml:space=\"preserve\">"
    ));
    escape(out, text);
    out.push_str("</w:t></w:r></w:p></w:tc>");
}
